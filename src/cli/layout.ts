/** The widest page: lines longer than this are hard to read. */
const WIDEST = 100
const NARROWEST = 40

/**
 * How wide a page may be on a stream: as wide as the terminal, or, where there is none, as wide as the environment's `COLUMNS` asks, within
 * limits; without either the widest.
 */
export function widthOn({ columns }: { readonly columns?: number | undefined }, { COLUMNS = '' }: Environment = {}): number {
  const wanted = columns || (/^\d{1,5}$/.test(COLUMNS) ? Number(COLUMNS) : 0)
  return wanted === 0 ? WIDEST : Math.min(WIDEST, Math.max(NARROWEST, wanted))
}

type Environment = Readonly<Partial<Record<'COLUMNS', string | undefined>>>

/** Breaks a text into lines of at most a width. A word that is longer than that has a line of its own. */
export function wrap(text: string, width: number): string[] {
  const lines: string[] = []
  let line = ''
  for (const word of text.split(' ')) {
    if (line === '') line = word
    else if (line.length + 1 + word.length <= width) line += ` ${word}`
    else {
      lines.push(line)
      line = word
    }
  }
  return [...lines, line]
}

/** A text behind a label, its lines in a column of their own. */
export function labelled(label: string, text: string, width: number, column: number, indent = 0): string[] {
  const gap = ' '.repeat(indent + column)
  return wrap(text, width - indent - column).map((line, i) =>
    i === 0 ? `${' '.repeat(indent)}${label.padEnd(column)}${line}` : gap + line,
  )
}

/** A text with its lines moved in: the first by less than the others, where a hanging indent is wanted. */
export function indented(text: string, width: number, indent: number, hanging = indent): string[] {
  const [first = '', ...others] = wrapUneven(text, width - indent, width - hanging)
  return [' '.repeat(indent) + first, ...others.map((line) => ' '.repeat(hanging) + line)]
}

function wrapUneven(text: string, firstWidth: number, width: number): string[] {
  const [first = ''] = wrap(text, firstWidth)
  const rest = text.slice(first.length + 1)
  return rest === '' ? [first] : [first, ...wrap(rest, width)]
}

/** Rows of cells as lines, each column as wide as its widest cell. */
export function columns(rows: readonly (readonly string[])[], gap = 2): string[] {
  const widths: number[] = []
  for (const row of rows) for (const [i, cell] of row.entries()) widths[i] = Math.max(widths[i] ?? 0, cell.length)
  return rows.map((row) =>
    row
      .map((cell, i) => cell.padEnd((widths[i] ?? 0) + gap))
      .join('')
      .trimEnd(),
  )
}

/** Rows of cells in columns where they fit a width; otherwise each as its first cell, with the others behind it, or below where that is wide. */
export function table(rows: readonly (readonly string[])[], width: number): string[] {
  const wide = columns(rows)
  if (wide.every((line) => line.length <= width)) return wide
  const column = Math.max(...rows.map(([first = '']) => first.length)) + 2
  return rows.flatMap(([first = '', ...others]) => {
    const text = others.filter((cell) => cell !== '').join(', ')
    return column <= width / 2 ? labelled(first, text, width, column) : [first, ...indented(text, width, 6)]
  })
}
