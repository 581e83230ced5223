/*
 * Names as they are compared: without what one person writes and another leaves out. Nothing here is shown to anybody.
 */

/** Letters that are no other letter with a mark, and how they are written without. */
const plainLetters: Readonly<Record<string, string>> = {
  æ: 'ae',
  ð: 'd',
  ø: 'o',
  þ: 'th',
  đ: 'd',
  ħ: 'h',
  ı: 'i',
  ł: 'l',
  œ: 'oe',
  ß: 'ss',
}

const plain = (text: string): string =>
  text
    .toLowerCase()
    .normalize('NFKD')
    .replaceAll(/\p{M}/gu, '')
    .replaceAll(/[æðøþđħıłœß]/g, (letter) => plainLetters[letter] ?? letter)

/** What stands within a word: O’Brien is one word, however its apostrophe is written. */
const WITHIN = /['’‘`´ʼ]/g

/** The words of a name in small plain letters, in their order: `Łucja O’Brien-Smith` has `lucja`, `obrien` and `smith`. */
export const nameWords = (name: string): readonly string[] =>
  plain(name)
    .replaceAll(WITHIN, '')
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '')

/**
 * Every word by which a name can be looked for: its words; of one with an apostrophe also what follows it (`brien`); and words that some write as one
 * (`mcdonald` for Mc Donald, `delacruz` for de la Cruz).
 */
export function wordsToFind(name: string): readonly string[] {
  const apart = nameWords(name.replaceAll(WITHIN, ' '))
  const words = nameWords(name)
  return [...new Set([...words, ...apart.filter((word) => word.length > 1), ...(words.length > 1 ? [words.join('')] : [])])]
}

/** Spellings of one sound, tried in this order; a capital is a sound of its own: T as in thing, X as in ship, C as in church, N as in sing. */
const sounds: readonly (readonly [RegExp, string])[] = [
  [/^(kn|gn|pn)/, 'n'],
  [/^wr/, 'r'],
  [/^wh/, 'w'],
  [/^ps/, 's'],
  [/^x/, 's'],
  [/^mc(?=[^aeiouy])/, 'mac'],
  [/tch/g, 'C'],
  [/sch|sh/g, 'X'],
  [/chr/g, 'kr'],
  [/cz|ch/g, 'C'],
  [/ph/g, 'f'],
  [/ngh?/g, 'n'],
  [/(?<=[aeiouy])gh/g, ''],
  [/th/g, 'T'],
  [/dg(?=[eiy])/g, 'j'],
  [/ck|q/g, 'k'],
  [/c(?=[eiy])/g, 's'],
  [/c/g, 'k'],
  [/g(?=[eiy])/g, 'j'],
  [/x/g, 'ks'],
  [/z/g, 's'],
  [/w(?=[aeiouy])|v/g, 'f'],
  [/w/g, ''],
  [/(?<=.)h/g, ''],
]

const VOWELS = /[aeiouy]+/g

/**
 * How a word sounds, roughly: its consonants in order. Words that are one name in several spellings sound alike (Mohammed, Muhammad; Catherine, Kathryn;
 * Wiktoria, Victoria), and others may too: what sounds alike is offered after what is written alike. Nothing for a word that is too short to say.
 */
export function soundOf(word: string): string | undefined {
  if (!/^[a-z]{2,}$/.test(word)) return undefined
  const spoken = sounds.reduce((text, [spelling, sound]) => text.replaceAll(new RegExp(spelling, 'g'), sound), word)
  const first = /^[aeiou]/.test(spoken) ? 'a' : /^y[aeiou]/.test(spoken) ? 'y' : ''
  const rest = (first === 'y' ? spoken.slice(1) : spoken).replaceAll(/(.)\1+/g, '$1').replaceAll(VOWELS, '')
  const sound = first + rest
  // Lee, Leigh and Leah against Lou: with one consonant, the vowel counts.
  return sound.length > 1 ? sound : sound + vowelOf(spoken)
}

function vowelOf(spoken: string): string {
  const [vowels = ''] = spoken.match(VOWELS) ?? []
  if (/[eiy]/.test(vowels)) return 'i'
  return /[ou]/.test(vowels) ? 'o' : 'a'
}
