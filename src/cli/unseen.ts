const UNSEEN = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu

/**
 * A text with the signs that a terminal would act on, or turn about, written as JSON writes them: `\u001b`. In a text that is JSON already
 * they mean the same.
 */
export const unseenWritten = (text: string): string =>
  text.replace(UNSEEN, (sign) =>
    [...Array(sign.length).keys()].map((at) => `\\u${sign.charCodeAt(at).toString(16).padStart(4, '0')}`).join(''),
  )
