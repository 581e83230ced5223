import { lettersOf, pairsOfLetters } from './letters.ts'
import { nameWords, soundOf } from './names.ts'
import { isFrequentFamilyName, isFrequentGivenName, isSharedByBrothers, mainSpelling, namesOfWord } from './same-names.ts'
import { inLatin, oneSpelling } from './spellings.ts'

/*
 * Words and names, worked out once and then shared by all records that have them: of a million children there are some ten thousand names.
 */

/** A word of a name, with all by which it is compared. */
export interface Word {
  /** In small plain Latin letters. */
  readonly text: string
  /** The spelling that it shares with those that write it otherwise. */
  readonly spelling: string
  /** How it sounds; of a short form of one name, how that name sounds. The word itself where it cannot be said. */
  readonly sound: string
  /** As which given names it is known. */
  readonly names: readonly number[]
  readonly isShared: boolean
  readonly isFrequentGiven: boolean
  readonly isFrequentFamily: boolean
  /** Of its sound, for keys. */
  readonly key: number
  /** A bit for each letter that is in it. */
  readonly letters: number
}

/** A name as it was written down: one or more words. */
export interface Name {
  readonly words: readonly Word[]
  /** The words by which the child may be called: without those that brothers share, where there are others. */
  readonly called: readonly Word[]
  /** All words as one. */
  readonly joined: Word
  /** For keys: of the sounds of its words, and of several as one; each once. */
  readonly sounds: readonly number[]
  /** A list of this name alone. */
  readonly alone: readonly Name[]
}

/** A text other than a name, with the pairs of letters by which it is compared. */
export interface Text {
  readonly text: string
  readonly pairs: Int32Array
  readonly key: number
}

export interface Lexicon {
  /** A name; nothing where there is no word in it. */
  name(text: string): Name | undefined
  text(text: string): Text
}

/** A lexicon keeps every word that it was asked for, so it is as long-lived as the records that are compared. */
export function openLexicon(): Lexicon {
  const names = new Map<string, Name | undefined>()
  const words = new Map<string, Word>()
  const texts = new Map<string, Text>()

  const word = (text: string): Word => {
    const kept = words.get(text)
    if (kept) return kept
    const made = wordOf(text)
    words.set(text, made)
    return made
  }

  return {
    name(text) {
      const kept = names.get(text)
      if (kept || names.has(text)) return kept
      const made = nameOf(nameWords(text).map(inLatin), word)
      names.set(text, made)
      return made
    },
    text(text) {
      const kept = texts.get(text)
      if (kept) return kept
      const made = { text, pairs: pairsOfLetters(text), key: hashOf(text) }
      texts.set(text, made)
      return made
    },
  }
}

function wordOf(text: string): Word {
  const names = namesOfWord(text)
  const [only] = names
  const spelling = oneSpelling(text)
  const said = names.length === 1 && only !== undefined ? oneSpelling(mainSpelling(only)) : spelling
  const sound = soundOf(said) ?? said
  return {
    text,
    spelling,
    sound,
    names,
    isShared: isSharedByBrothers(text),
    isFrequentGiven: isFrequentGivenName(text),
    isFrequentFamily: isFrequentFamilyName(text),
    key: hashOf(sound),
    letters: lettersOf(text),
  }
}

/** Words that stand before a name or link its parts, and that some leave out. */
const particles = new Set('al el ul ur bin ibn bint van von der den de da di du la le st o y e of'.split(' '))

/** So many words of a name count for keys. */
const MOST_SOUNDS = 4

function nameOf(texts: readonly string[], word: (text: string) => Word): Name | undefined {
  if (texts.length === 0) return undefined
  const bare = texts.filter((text) => !particles.has(text))
  const words = (bare.length > 0 ? bare : texts).map(word)
  const own = words.filter(({ isShared }) => !isShared)
  const alone: Name[] = []
  const called = own.length > 0 ? own : words
  const joined = word(texts.join(''))
  const sounds = new Set(called.slice(0, MOST_SOUNDS).map(({ key }) => key))
  if (called.length > 1) sounds.add(joined.key)
  const name: Name = { words, called, joined, sounds: [...sounds], alone }
  alone.push(name)
  return name
}

/** A number from -2³¹ to below 2³¹ for a text: the same for the same, and mostly others for others. */
export function hashOf(text: string): number {
  let hash = 0x811c9dc5
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193)
  return mixed(hash)
}

/** A number for the signs of a text, in whatever order. */
export function hashOfSigns(text: string): number {
  let hash = text.length
  for (let i = 0; i < text.length; i++) hash = (hash + mixed(text.charCodeAt(i))) | 0
  return mixed(hash)
}

/** One number made of two, in their order. */
export const together = (one: number, other: number): number => mixed(Math.imul(one, 0x9e3779b1) ^ (other + 0x7f4a7c15))

function mixed(number: number): number {
  let hash = number | 0
  hash = Math.imul(hash ^ (hash >>> 16), 0x7feb352d)
  hash = Math.imul(hash ^ (hash >>> 15), 0x846ca68b)
  return hash ^ (hash >>> 16)
}
