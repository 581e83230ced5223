import type { FactsOffered } from '../../../actions/offer-facts.ts'
import { formGroups, formWordsOf, typesOfGroup } from '../../../words/form-words.ts'
import { pathOfForm } from '../../paths.ts'
import { childOfPath, type Page } from '../../route.ts'
import { identityOf } from '../child/page.ts'

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
          .map((type) => ({ title: formWordsOf(type).title, path: pathOfForm(given.head, type) })),
      }))
      .filter(({ types }) => types.length > 0),
  }),
}
