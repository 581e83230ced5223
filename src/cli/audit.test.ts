import assert from 'node:assert/strict'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, it } from 'node:test'
import { answerOf, onDatabase } from '../../test/in-this-process.ts'
import { sealAudit } from '../database/seal-audit.ts'
import { auditCommand } from './audit.ts'

describe('onroll audit', () => {
  const own = onDatabase()
  const folder = mkdtempSync(join(tmpdir(), 'onroll-audit-'))
  const published = join(folder, 'published.jsonl')
  before(async () => {
    const worker = own.open('worker')
    for (const count of [1, 3, 2]) {
      await own.ask(`insert into audit (who, action) select 'clare', 'view-child' from generate_series(1, ${count})`)
      await sealAudit(worker)
    }
  })
  after(() => rmSync(folder, { recursive: true }))

  const asOwner = (change: string) =>
    own.ask(`alter table audit disable trigger user; alter table audit_batches disable trigger user; ${change};
      alter table audit enable trigger user; alter table audit_batches enable trigger user`)

  it('heads prints a line for each batch, and with --last for the last', async () => {
    const { code, out } = await answerOf(auditCommand, 'heads')
    assert.equal(code, 0)
    const lines = out.trimEnd().split('\n')
    assert.deepEqual(
      lines.map((line) => Object.keys(JSON.parse(line))),
      Array.from({ length: 3 }, () => ['number', 'entries', 'head', 'sealedAt']),
    )
    assert.deepEqual(
      lines.map((line) => [JSON.parse(line).number, JSON.parse(line).entries]),
      [
        [1, 1],
        [2, 3],
        [3, 2],
      ],
    )
    assert.equal((await answerOf(auditCommand, 'heads', '--last')).out, `${lines[2]}\n`)
    writeFileSync(published, out)
  })

  it('verify says that all is well, and what it cannot see without published heads', async () => {
    assert.deepEqual(await answerOf(auditCommand, 'verify'), {
      code: 0,
      out: '6 entries in 3 sealed batches gone over: all as sealed.\nEvery entry is sealed.\nA log that was cut off or written anew shows only beside heads that were published: --against FILE.\n',
      err: '',
    })
    assert.deepEqual(await answerOf(auditCommand, 'verify', '--against', published), {
      code: 0,
      out: '6 entries in 3 sealed batches gone over: all as sealed and as published.\nEvery entry is sealed.\n',
      err: '',
    })
  })

  it('verify names the tail that is not sealed', async () => {
    await own.ask(
      `insert into audit (who, action, at) values ('clare', 'view-child', '2026-11-23T09:00:00Z'), ('dev', 'view-child', '2026-11-23T09:05:00Z')`,
    )
    const { code, out } = await answerOf(auditCommand, 'verify', '--against', published)
    assert.equal(code, 0)
    assert.match(out, /^2 entries are not sealed yet, the first of 2026-11-23T09:00:00Z: nothing vouches for what came since\.$/m)
  })

  it('verify says what it found in sentences, and ends with 2', async () => {
    await asOwner(`update audit set who = 'dev' where id = 1; delete from audit where id in (3, 4)`)
    const { code, out } = await answerOf(auditCommand, 'verify')
    assert.equal(code, 2)
    assert.deepEqual(out.split('\n').slice(0, 3), [
      'Batch 1: an entry in it, or what it says of itself, is not what was sealed. Its entries are {[1,2)}.',
      'Batch 2: entries 3 to 4 are gone.',
      '4 entries in 3 sealed batches gone over: 2 things found.',
    ])
  })

  it('verify finds the end that is lost, beside the heads that were published', async () => {
    await asOwner('delete from audit_batches where number = 3; delete from audit where id > 4')
    const { code, out } = await answerOf(auditCommand, 'verify', '--against', published)
    assert.equal(code, 2)
    assert.match(
      out,
      /^1 published head is not in the log, batch 3: its end is lost, or it was restored from an older backup\. The last that agrees is that of batch 2\.$/m,
    )
  })

  it('verify refuses a file that holds something else, with each line that does', async () => {
    writeFileSync(published, '{"number":1}\n\nnothing\n')
    const { code, out, err } = await answerOf(auditCommand, 'verify', '--against', published)
    assert.deepEqual({ code, out: out.includes('gone over') }, { code: 2, out: false })
    assert.match(err, /published\.jsonl:1:: not a head; expected a line as audit heads prints it\n.*published\.jsonl:3:: not JSON/)
    assert.match((await answerOf(auditCommand, 'verify', '--against', join(folder, 'none'))).err, /there is no such file/)
  })

  it('is asked for one of the two, each with its own option', async () => {
    assert.match((await answerOf(auditCommand)).err, /Say verify or heads/)
    assert.match((await answerOf(auditCommand, 'verify', '--last')).err, /Only heads takes --last/)
    assert.match((await answerOf(auditCommand, 'heads', '--against', published)).err, /Only verify takes --against/)
  })
})
