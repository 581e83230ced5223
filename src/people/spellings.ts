/*
 * One spelling for words that are one word in several writings. Languages with letters of their own are written in ours by more than one table, and people
 * write as they hear; what these rules make of a word is for comparing and never shown.
 */

const cyrillic: Readonly<Record<string, string>> = {
  а: 'a',
  б: 'b',
  в: 'v',
  г: 'h',
  ґ: 'g',
  д: 'd',
  е: 'e',
  є: 'ie',
  ж: 'zh',
  з: 'z',
  и: 'y',
  і: 'i',
  й: 'i',
  к: 'k',
  л: 'l',
  м: 'm',
  н: 'n',
  о: 'o',
  п: 'p',
  р: 'r',
  с: 's',
  т: 't',
  у: 'u',
  ф: 'f',
  х: 'kh',
  ц: 'ts',
  ч: 'ch',
  ш: 'sh',
  щ: 'shch',
  ы: 'y',
  э: 'e',
  ю: 'iu',
  я: 'ia',
  ъ: '',
  ь: '',
}

/** Arabic and Urdu write no short vowels, so what comes of them has few; it is compared by sound. */
const arabic: Readonly<Record<string, string>> = {
  ا: 'a',
  ب: 'b',
  پ: 'p',
  ت: 't',
  ٹ: 't',
  ث: 's',
  ج: 'j',
  چ: 'ch',
  ح: 'h',
  خ: 'kh',
  د: 'd',
  ڈ: 'd',
  ذ: 'z',
  ر: 'r',
  ڑ: 'r',
  ز: 'z',
  ژ: 'zh',
  س: 's',
  ش: 'sh',
  ص: 's',
  ض: 'z',
  ط: 't',
  ظ: 'z',
  ع: 'a',
  غ: 'gh',
  ف: 'f',
  ق: 'q',
  ک: 'k',
  ك: 'k',
  گ: 'g',
  ل: 'l',
  م: 'm',
  ن: 'n',
  ں: 'n',
  و: 'u',
  ه: 'h',
  ہ: 'h',
  ھ: 'h',
  ة: 'a',
  ء: '',
  ي: 'i',
  ی: 'i',
  ى: 'a',
  ے: 'e',
}

const LATIN = /^[a-z0-9]*$/

/** A word of small letters in Latin ones, where it is in Cyrillic or Arabic letters; others stay as they are. */
export const inLatin = (word: string): string =>
  LATIN.test(word) ? word : [...word].map((letter) => cyrillic[letter] ?? arabic[letter] ?? letter).join('')

/** What is written for what, tried in this order. */
const rules: readonly (readonly [RegExp, string])[] = [
  [/^(mac|mc)(?=[^aeiouy]{1}[a-z]{2})/, 'mak'],
  // Family names that end as daughters and sons have it in Polish, Ukrainian, Russian and the like.
  [/(sk|ck|zk|tsk)(a|aia|aya|aja|yi|yy|yj|iy|ij|ii|i|y)$/, '$1i'],
  [/(?<=.{3})(ov|ev|ova|eva|off|eff|ow|owa)$/, 'of'],
  [/(?<=.{4})(in|yn)a$/, '$1'],
  [/shch|szcz|scz/g, 'sh'],
  [/sch|sz|sh/g, 's'],
  [/tch|cz|tsch/g, 'ch'],
  [/rz|zh/g, 'z'],
  [/ts|tz/g, 'c'],
  [/ph/g, 'f'],
  [/th/g, 't'],
  [/kh|ck|que$|q|x/g, 'k'],
  [/gh/g, 'g'],
  [/dh/g, 'd'],
  [/bh/g, 'b'],
  [/c(?=[aoulrk]|$)/g, 'k'],
  [/w/g, 'v'],
  [/j(?=[aeou])/g, 'y'],
  [/ou|oo|uu/g, 'u'],
  [/ee|ea|ie|ei|ij|iy|yi|ii|ey/g, 'i'],
  [/aa|ae/g, 'a'],
  [/ai|ay/g, 'e'],
  [/y/g, 'i'],
  [/i+(?=[aeou])/g, 'i'],
  [/(?<=[aeiou])h(?=$|[^aeiou])/g, ''],
  [/(?<=[^aeiou]{2})e$/, ''],
  [/(.)\1+/g, '$1'],
]

/**
 * The one spelling of a word in small plain letters, which all that write it otherwise share: Smyth and Smith, Clarke and Clark, Kowalska and Kowalski,
 * Yuriy and Yurii, Wisniewski and Vishnievsky.
 */
export const oneSpelling = (word: string): string =>
  rules.reduce((text, [written, one]) => text.replaceAll(new RegExp(written, 'g'), one), word)
