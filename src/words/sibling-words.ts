/** What two children are to each other. */
export const siblingWords = {
  full: 'Brother or sister',
  half: 'Half-brother or half-sister',
  step: 'Stepbrother or stepsister',
  household: 'Grows up in the same household',
} as const
