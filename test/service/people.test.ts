import assert from 'node:assert/strict'
import { before, describe, it } from 'node:test'
import { childOf, storiesDatabase } from './county.ts'
import { served } from './served.ts'
import type { Visitor } from './visitor.ts'

/** Every field of the form on a page, as a browser sends it. */
function fieldsIn(text: string, action: string): Record<string, string> {
  const form = text.slice(text.indexOf(`action="${action}"`))
  const own = form.slice(0, form.indexOf('</form>'))
  const fields: Record<string, string> = {}
  for (const [tag] of own.matchAll(/<input [^>]*>/g)) {
    const name = /name="([^"]+)"/.exec(tag)?.[1]
    if (!name || (/type="(radio|checkbox)"/.test(tag) && !/ checked/.test(tag))) continue
    fields[name] = /value="([^"]*)"/.exec(tag)?.[1] ?? ''
  }
  for (const [, name = '', value = ''] of own.matchAll(/<textarea [^>]*name="([^"]+)"[^>]*>([^<]*)<\/textarea>/g)) fields[name] = value
  for (const [, name = '', options = ''] of own.matchAll(/<select [^>]*name="([^"]+)"[^>]*>([\s\S]*?)<\/select>/g))
    fields[name] = /value="([^"]*)" selected/.exec(options)?.[1] ?? ''
  delete fields['_csrf']
  return fields
}

const plain = (text: string): string => text.replaceAll(/<[^>]*>/g, ' ').replaceAll(/\s+/g, ' ')

describe('finding and changing children on the pages', () => {
  const { service } = served(storiesDatabase)
  let halloran: Visitor
  let oyelaran: Visitor
  before(async () => {
    halloran = await service.signIn('p-halloran')
    oyelaran = await service.signIn('p-oyelaran')
  })

  const child = childOf('refusing')
  const who = `/children/${child.id}/details/child/who`

  async function search(visitor: Visitor, find: string) {
    await visitor.get('/find')
    const sent = await visitor.post('/find', { find })
    return { sent, page: sent.location === undefined ? sent : await visitor.get(sent.location) }
  }

  it('a search is in no address and no title, and its page is for whoever searched', async () => {
    const { sent, page } = await search(halloran, child.name)
    assert.match(sent.location ?? '', /^\/find\/[a-z0-9]{26}$/)
    assert.match(plain(page.text), new RegExp(`${child.name}.*Open`))
    assert.equal(/<title>([^<]*)/.exec(page.text)?.[1], 'Find a child – Onroll')
    assert.equal((await oyelaran.get(sent.location ?? '')).status, 404)
    assert.equal((await oyelaran.get(`${sent.location}/create`)).status, 404)
    assert.equal((await service.visitor().get(sent.location ?? '')).status, 303)
  })

  it('a search may be sent again and again from one page, and a reference leads to the child', async () => {
    await halloran.get('/steps')
    for (const find of ['amina', 'holt', 'amina']) assert.equal((await halloran.post('/find', { find })).status, 303)
    assert.equal((await halloran.post('/find', { find: child.id })).location, `/children/${child.id}`)
    const again = await halloran.post('/find', { find: ' ' })
    assert.equal(again.status, 422)
    assert.match(again.text, /href="#find"/)
  })

  it('there is a search on every page of those who may see children, and on none of an auditor', async () => {
    assert.match((await halloran.get('/steps')).text, /id="find-a-child"/)
    const auditor = await service.signIn('p-ledgard')
    assert.doesNotMatch((await auditor.open('/')).text, /id="find-a-child"/)
    assert.equal((await auditor.get('/find')).status, 403)
  })

  it('two who change one child: the second sees both, and saves what neither wanted to lose', async () => {
    const theirs = fieldsIn((await oyelaran.get(who)).text, who)
    const mine = fieldsIn((await halloran.get(who)).text, who)
    const saved = await oyelaran.post(who, { ...theirs, knownAs: 'Nora', language: 'Arabic' })
    assert.equal(saved.location, `/children/${child.id}/details?saved=child`)

    const both = await halloran.post(who, { ...mine, knownAs: 'Noor', formerNames: 'An Earlier Name' })
    assert.equal(both.status, 409)
    const said = plain(both.text)
    assert.match(said, /Dayo Oyelaran changed this while you did/)
    assert.match(said, /Known as Both of you changed this nothing Nora Noor/)
    assert.match(said, /Former names nothing nothing An Earlier Name/)
    assert.match(said, /Language that the child speaks best, if not English nothing Arabic nothing/)
    const together = fieldsIn(both.text, who)
    assert.deepEqual([together['knownAs'], together['formerNames'], together['language']], ['Noor', 'An Earlier Name', 'Arabic'])

    await halloran.post(who, together)
    const details = plain((await halloran.get(`/children/${child.id}/details?saved=child`)).text)
    assert.match(details, /Saved: who the child is\./)
    assert.match(details, /Known as Noor/)
    assert.match(details, /Language Arabic/)
    const history = plain((await halloran.get(`/children/${child.id}/details/history`)).text)
    assert.match(history, /Bridie Halloran Known as Noor before: Nora/)
  })

  it('whatever else a form carries is left alone, and nothing typed is lost where something is wrong', async () => {
    const fields = fieldsIn((await halloran.get(who)).text, who)
    const wrong = await halloran.post(who, { ...fields, upn: 'B888200124001', knownAs: 'Typed', 'dateOfBirth.month': '13' })
    assert.equal(wrong.status, 422)
    assert.match(plain(wrong.text), /A unique pupil number with these digits begins with A, not B/)
    for (const id of ['upn', 'dateOfBirth']) assert.match(wrong.text, new RegExp(`href="#${id}"[\\s\\S]* id="${id}"`))
    assert.deepEqual([fieldsIn(wrong.text, who)['knownAs'], fieldsIn(wrong.text, who)['upn']], ['Typed', 'B888200124001'])
    const more = {
      child_id: 'c-1',
      recordedBy: 'somebody',
      recorded_at: '1999-01-01',
      isInUse: 'false',
      'values.knownAs': 'x',
      __proto__: 'x',
    }
    assert.equal((await halloran.post(who, { ...fields, ...more })).status, 303)
    assert.doesNotMatch((await halloran.get(`/children/${child.id}/details/history`)).text, /1999|somebody/)
  })

  it('a form without some of its fields leaves them as they are', async () => {
    const { key, version } = fieldsIn((await halloran.get(who)).text, who)
    const sent = await halloran.post(who, { key: key ?? '', version: version ?? '', givenNames: 'A', familyName: 'B', sex: 'female' })
    assert.equal(sent.status, 303)
    const now = fieldsIn((await halloran.get(who)).text, who)
    assert.deepEqual([now['givenNames'], now['knownAs'], now['language']], ['A', 'Noor', 'Arabic'])
    assert.notEqual(now['dateOfBirth.year'], '')
  })

  it('kinds and things that there are not are not found', async () => {
    for (const path of ['seal/who', 'contact/none', 'child/c-1~', 'constructor/who', 'address/%00'])
      assert.equal((await halloran.get(`/children/${child.id}/details/${path}`)).status, 404, path)
    const fields = fieldsIn((await halloran.get(who)).text, who)
    assert.equal((await halloran.post(who, { ...fields, version: 'x' })).status, 404)
    assert.equal((await halloran.post(who, { ...fields, version: '99' })).status, 409)
  })

  it('a child is created from a search, and goes on to what was told of it', async () => {
    const { sent } = await search(halloran, 'zora quennell 3/4/2015')
    const path = `${sent.location}/create`
    const form = fieldsIn((await halloran.get(path)).text, path)
    assert.deepEqual(
      [form['givenNames'], form['familyName'], form['dateOfBirth.day'], form['dateOfBirth.month'], form['dateOfBirth.year']],
      ['Zora', 'Quennell', '3', '4', '2015'],
    )
    assert.equal((await halloran.post(path, form)).status, 422)
    const made = await halloran.post(path, { ...form, sex: 'female', isDateOfBirthEstimated: 'false' })
    assert.match(made.location ?? '', /^\/children\/[a-z0-9]{26}\/record\/cme-notification$/)
    const again = await halloran.post(path, {
      ...fieldsIn((await halloran.get(path)).text, path),
      sex: 'female',
      isDateOfBirthEstimated: 'false',
    })
    assert.equal(again.status, 422)
    assert.match(plain(again.text), /Is it one of these\?.*Zora Quennell.*Very likely the child.*Date of birth.*Agrees : the same/)
    const another = fieldsIn(again.text, path)
    const twin = await halloran.post(path, { ...another, isAnother: 'yes' })
    assert.match(twin.location ?? '', /record\/cme-notification$/)
  })
})
