import type { Placed } from './case-form.ts'
import { isWithdrawal } from './fact-table.ts'
import { type Fault, pointerTo, shown } from './fault.ts'

interface Node {
  readonly placed: Placed
  /** The record that it replaces or withdraws. */
  target: Node | undefined
  /** How many records that name it are not judged yet. */
  waiting: number
  /** Withdrawn by a record that is not itself undone. */
  undone: boolean
}

const member = ({ record }: Placed): 'withdraws' | 'replaces' => (isWithdrawal(record) ? 'withdraws' : 'replaces')
const named = ({ record }: Placed): string | undefined => (isWithdrawal(record) ? record.withdraws : record.replaces)

/**
 * Adds a fault for each record that names no record, for a fact that replaces what is no fact, for each record of a circle, and for the
 * second and any later record, not undone, that replaces or withdraws the same one. `idsElsewhere` are ids of records that are at fault
 * themselves: they may be named. Returns the records that are not undone.
 */
export function checkCorrections(records: readonly Placed[], idsElsewhere: ReadonlySet<string>, faults: Fault[]): readonly Placed[] {
  const nodes = records.map((placed): Node => ({ placed, target: undefined, waiting: 0, undone: false }))
  const byId = new Map(nodes.map((node) => [node.placed.record.id, node]))
  const fault = (placed: Placed, message: string) => faults.push({ pointer: pointerTo(placed.at, member(placed)), message })
  for (const node of nodes) {
    const id = named(node.placed)
    if (id === undefined) continue
    const target = byId.get(id)
    if (!target) {
      if (!idsElsewhere.has(id)) fault(node.placed, `found ${shown(id)}; expected the id of a record of this file`)
    } else if (member(node.placed) === 'replaces' && isWithdrawal(target.placed.record)) {
      fault(node.placed, `found ${shown(id)}, which is a record that withdraws another; expected the id of a fact`)
    } else {
      node.target = target
      target.waiting++
    }
  }

  // Each record is judged after all that name it: whoever is never reached stands in a circle.
  const judged = new Set(nodes.filter((node) => node.waiting === 0))
  for (const node of judged) {
    const { target } = node
    if (!target) continue
    if (isWithdrawal(node.placed.record) && !node.undone) target.undone = true
    if (--target.waiting === 0) judged.add(target)
  }

  const first = new Map<Node, Placed>()
  for (const node of nodes) {
    const { placed, target } = node
    if (!judged.has(node)) fault(placed, `found ${shown(named(placed))}; expected no circle: what it names leads back to this record`)
    else if (target && !node.undone) {
      const other = first.get(target)
      if (other)
        fault(placed, `found ${shown(named(placed))}, which ${other.at} ${member(other)} already; expected at most one record to do so`)
      else first.set(target, placed)
    }
  }
  return nodes.filter((node) => !node.undone).map((node) => node.placed)
}
