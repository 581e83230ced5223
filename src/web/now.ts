const london = new Intl.DateTimeFormat('en-GB', {
  timeZone: 'Europe/London',
  weekday: 'long',
  day: 'numeric',
  month: 'long',
  year: 'numeric',
  hour: '2-digit',
  minute: '2-digit',
})

/** When a page was put together, for whoever reads it later on paper: `Monday 23 November 2026 at 10:42`. */
export const nowInWords = (): string => london.format(new Date()).replace(',', '')
