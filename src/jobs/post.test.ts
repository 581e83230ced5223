import assert from 'node:assert/strict'
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, describe, it } from 'node:test'
import { demo } from '../../test/database/small-county.ts'
import { answering, type MailServer, type Manners, startForgetfulServer, startMailServer } from '../../test/mail-server.ts'
import type { Letter, Post } from '../actions/send-alerts.ts'
import { origins } from '../county/names.ts'
import { postFrom, refusedPost } from './post.ts'

const address = 'https://onroll.county.example'
const from = 'onroll@county.example'
const letter: Letter = { to: 'someone@there.example', kind: 'steps', messageId: '6f0c6f2e-2b1e-4b8a-9d43-0d8c5f3f9a11' }

const postOf = (url: string): Post => {
  const post = postFrom({ ONROLL_SMTP_URL: url, ONROLL_MAIL_FROM: from }, address)
  assert.ok(post)
  return post
}

describe('the post', () => {
  const servers: MailServer[] = []
  after(() => Promise.all(servers.map((server) => server.stop())))
  const started = async (manners?: Manners): Promise<MailServer> => {
    const server = await startMailServer(manners)
    servers.push(server)
    return server
  }

  it('hands a letter over whole: to whom it is, with the address of Onroll and the id that it was given', async () => {
    const server = await started()
    const post = postOf(`smtp://127.0.0.1:${server.port}`)
    assert.deepEqual(await post.send(letter), { outcome: 'sent' })
    assert.deepEqual(await post.send({ ...letter, kind: 'danger' }), { outcome: 'sent' })
    assert.deepEqual(
      server.received.map(({ to, messageId }) => [to, messageId]),
      [0, 1].map(() => [letter.to, `${letter.messageId}@county.example`]),
    )
    const [steps, danger] = server.received
    assert.match(steps?.content ?? '', /^From: Onroll <onroll@county\.example>\r$/m)
    assert.match(steps?.content ?? '', /^Subject: Something waits for you in Onroll\r$/m)
    assert.match(steps?.content ?? '', /^Auto-Submitted: auto-generated\r$/m)
    assert.match(steps?.content ?? '', /^Content-Type: text\/plain; charset=utf-8\r$/m)
    assert.match(steps?.content ?? '', /^https:\/\/onroll\.county\.example\r$/m)
    assert.match(steps?.content ?? '', /^Content-Transfer-Encoding: 7bit\r$/m)
    assert.match(danger?.content ?? '', /^Subject: Onroll needs you now\r$/m)
    assert.doesNotMatch(`${steps?.content}${danger?.content}`, /child|danger|clause|multipart|text\/html/i)
  })

  it('writes nobody’s name: none of the county’s children, families, people, schools or places', async () => {
    const server = await started()
    const post = postOf(`smtp://127.0.0.1:${server.port}`)
    await post.send(letter)
    await post.send({ ...letter, kind: 'danger' })
    const words = new Set(server.received.flatMap(({ content }) => content.toLowerCase().split(/[^\p{L}]+/u)))
    assert.ok(words.has('waits') && words.has('now'))
    const names = [
      ...JSON.stringify(origins).split(/[^\p{L}]+/u),
      ...demo.people.flatMap(({ name }) => name.split(/[^\p{L}]+/u)),
      ...demo.schools.flatMap(({ name, town, district }) => [name.split(' ')[0] ?? '', town, district]),
    ].filter((name) => /^\p{Lu}\p{Ll}{2,}/u.test(name))
    assert.ok(names.length > 500, String(names.length))
    assert.deepEqual(
      names.filter((name) => words.has(name.toLowerCase())),
      [],
    )
  })

  it('says of each failure whether it is of this letter or of all, and whether to try again', async () => {
    let answer = 0
    const server = await started({
      onRecipient: () => {
        if (answer > 0) throw answering(answer)
      },
    })
    const post = postOf(`smtp://127.0.0.1:${server.port}`)
    const failed = async (of: Post, one = letter) => {
      const posted = await of.send(one)
      return posted.outcome === 'failed' ? [posted.why, posted.is, posted.isOfAll] : ['sent']
    }
    answer = 550
    assert.deepEqual(await failed(post), ['address-refused', 'for-good', false])
    answer = 451
    assert.deepEqual(await failed(post), ['server-busy', 'for-now', false])
    answer = 0
    assert.deepEqual(await failed(post, { ...letter, to: 'no address' }), ['address-refused', 'for-good', false])
    await server.stop()
    servers.splice(servers.indexOf(server), 1)
    assert.deepEqual(await failed(post), ['no-connection', 'for-now', true])
    assert.deepEqual(server.received, [])
  })

  it('signs in where it is told to, and says that it was not let in', async () => {
    const server = await started({
      options: {
        authOptional: false,
        allowInsecureAuth: true,
        onAuth: ({ username, password }, _, done) =>
          username === 'onroll' && password === 'p@ss' ? done(null, { user: username }) : done(answering(535)),
      },
    })
    assert.deepEqual(await postOf(`smtp://onroll:p%40ss@127.0.0.1:${server.port}`).send(letter), { outcome: 'sent' })
    const refused = await postOf(`smtp://onroll:guessed@127.0.0.1:${server.port}`).send(letter)
    assert.deepEqual(refused, { outcome: 'failed', why: 'sender-refused', is: 'for-now', isOfAll: true })
    assert.equal(server.received.length, 1)
  })

  it('says that it does not know where the server had the letter and hung up', async () => {
    const server = await startForgetfulServer()
    servers.push(server)
    const posted = await postOf(`smtp://127.0.0.1:${server.port}`).send(letter)
    assert.deepEqual(posted, { outcome: 'failed', why: 'no-answer', is: 'in-doubt', isOfAll: true })
    assert.equal(server.received.length, 1)
  })

  it('gives nothing to another machine but over TLS, with a certificate that holds', async () => {
    // To another machine than the loopback addresses: which of this one's it is makes no difference to the client.
    const [plain, unknown] = [await started(), await started({ options: { disabledCommands: [], hideSTARTTLS: false } })]
    for (const server of [plain, unknown]) {
      const posted = await postOf(`smtp://0.0.0.0:${server.port}`).send(letter)
      assert.deepEqual(posted, { outcome: 'failed', why: 'no-connection', is: 'for-now', isOfAll: true })
      assert.deepEqual(server.received, [])
    }
    assert.deepEqual(await postOf(`smtps://127.0.0.1:${unknown.port}`).send(letter), {
      outcome: 'failed',
      why: 'no-connection',
      is: 'for-now',
      isOfAll: true,
    })
  })

  it('without a server goes into a folder, where the same letter is the same file', async () => {
    const folder = join(mkdtempSync(join(tmpdir(), 'onroll-post-')), 'outbox')
    const post = postFrom({}, 'http://localhost:3000', folder)
    for (let times = 0; times < 2; times++) assert.deepEqual(await post?.send(letter), { outcome: 'sent' })
    assert.deepEqual(readdirSync(folder), [`${letter.messageId}.eml`])
    assert.match(
      readFileSync(join(folder, `${letter.messageId}.eml`), 'utf8'),
      /^To: someone@there\.example\r\n(.*\r\n)*http:\/\/localhost:3000/m,
    )
    rmSync(join(folder, '..'), { recursive: true })
    assert.equal(postFrom({}, address), undefined)
  })

  it('is refused where it could not be sent, in sentences without the password', () => {
    assert.deepEqual(refusedPost({}), [])
    assert.deepEqual(refusedPost({ ONROLL_SMTP_URL: 'smtps://u:p@mail.county.example', ONROLL_MAIL_FROM: from }), [])
    for (const url of [
      'mail.county.example',
      'http://mail.county.example',
      'smtp://u:secret@',
      'smtp://u:secret@mail.county.example/inbox',
    ])
      assert.match(
        refusedPost({ ONROLL_SMTP_URL: url, ONROLL_MAIL_FROM: from }).join(),
        /^ONROLL_SMTP_URL is no address of a mail server: (?!.*secret)/,
        url,
      )
    for (const sender of [undefined, '', 'Onroll <onroll@county.example>', 'onroll'])
      assert.match(
        refusedPost({ ONROLL_SMTP_URL: 'smtp://localhost', ...(sender !== undefined && { ONROLL_MAIL_FROM: sender }) }).join(),
        /^ONROLL_MAIL_FROM is no email address/,
      )
  })
})
