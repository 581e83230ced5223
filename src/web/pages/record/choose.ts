import type { FactsOffered } from '../../../actions/offer-facts.ts'
import type { FactType } from '../../../casefile/fact-table.ts'
import { formGroups, formWordsOf, typesOfGroup } from '../../../words/form-words.ts'
import { pathOfForm, pathOfOrder, pathOfSchool } from '../../paths.ts'
import { childOfPath, type Page } from '../../route.ts'
import { identityOf } from '../child/page.ts'

/** What is asked for with these depends on where the case stands: they are recorded from their page. */
const startOf: { readonly [T in FactType]?: (child: string) => string } = {
  sao: pathOfOrder,
  'cme-closed': (child) => `${pathOfSchool(child)}#close`,
}

/** All that this person may record of a child, by groups. */
export const choosePage: Page<{ readonly child: string }, FactsOffered> = {
  read: childOfPath,
  template: 'pages/record/choose.njk',
  view: (given, { today }) => ({
    ...identityOf(given, today),
    groups: formGroups
      .map((group) => ({
        title: group,
        types: typesOfGroup(group)
          .filter((type) => given.types.includes(type))
          .map((type) => ({ title: formWordsOf(type).title, path: startOf[type]?.(given.head) ?? pathOfForm(given.head, type) })),
      }))
      .filter(({ types }) => types.length > 0),
  }),
}
