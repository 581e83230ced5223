/*
 * How figures are printed.
 */

export function say(...lines: readonly string[]): void {
  for (const line of lines) console.log(line)
}

/** Prints rows of texts, the first column to the left and figures to the right. */
export function table(head: readonly string[], body: readonly (readonly string[])[]): void {
  const widths = head.map((_, column) => Math.max(...[head, ...body].map((row) => row[column]?.length ?? 0)))
  for (const row of [head, ...body]) {
    say(
      row
        .map((text, column) => (column === 0 ? text.padEnd(widths[column] ?? 0) : text.padStart(widths[column] ?? 0)))
        .join('  ')
        .trimEnd(),
    )
  }
}

export function inThousands(value: number): string {
  return Math.round(value).toLocaleString('en-GB')
}

export function times(ratio: number): string {
  return `${ratio.toFixed(ratio < 10 ? 2 : 0)} times`
}
