/*
 * The NHS number: ten digits, of which the last checks the others. Source: NHS Data Dictionary, "NHS number".
 */

/** The digit that goes behind the first nine; `undefined` where there is none, since every eleventh nine digits are no number. */
export function nhsCheckDigit(firstNine: string): number | undefined {
  if (!/^\d{9}$/.test(firstNine)) return undefined
  let sum = 0
  for (let i = 0; i < 9; i++) sum += (10 - i) * Number(firstNine[i])
  const digit = (11 - (sum % 11)) % 11
  return digit === 10 ? undefined : digit
}

/** Whether a text is an NHS number as it is kept: ten digits without spaces, the last one right. */
export const isNhsNumber = (text: string): boolean => /^\d{10}$/.test(text) && nhsCheckDigit(text.slice(0, 9)) === Number(text[9])

/** Whether a number lies in the range that is kept for tests and never issued to anybody: 999 000 0000 to 999 999 9999. */
export const isNeverIssued = (nhsNumber: string): boolean => nhsNumber.startsWith('999')

/** How many different numbers `neverIssuedNhsNumber` gives. */
export const NEVER_ISSUED_NUMBERS = 500_000

/**
 * A right number of the never-issued range, another one for each whole number from 0 to below `NEVER_ISSUED_NUMBERS`. Of two nine digits
 * that follow each other at least one has a check digit, so each pair gives one number.
 */
export function neverIssuedNhsNumber(index: number): string {
  if (!Number.isInteger(index) || index < 0 || index >= NEVER_ISSUED_NUMBERS) {
    throw new RangeError(`there is no never-issued NHS number ${index}: expected 0 to ${NEVER_ISSUED_NUMBERS - 1}`)
  }
  const even = String(999_000_000 + 2 * index)
  const digit = nhsCheckDigit(even)
  if (digit !== undefined) return `${even}${digit}`
  const odd = String(999_000_001 + 2 * index)
  return `${odd}${nhsCheckDigit(odd)}`
}

/** The number as people read it out: 999 000 0018. */
export const nhsNumberInGroups = (number: string): string => `${number.slice(0, 3)} ${number.slice(3, 6)} ${number.slice(6)}`
