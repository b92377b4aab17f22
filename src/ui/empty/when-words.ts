const day = 86_400_000

const midnight = (date: Date): number => new Date(date.getFullYear(), date.getMonth(), date.getDate()).getTime()

/** "Today, 10:42", "Yesterday", "Friday", "12 November", "12 November 2025": as near as one thinks of it. */
export function whenWords(then: Date, now: Date): string {
  // a day of 23 or 25 hours is one day all the same
  const days = Math.round((midnight(now) - midnight(then)) / day)
  if (days <= 0) return `Today, ${then.toLocaleTimeString('en-GB', { hour: '2-digit', minute: '2-digit' })}`
  if (days === 1) return 'Yesterday'
  if (days < 7) return then.toLocaleDateString('en-GB', { weekday: 'long' })
  const sameYear = then.getFullYear() === now.getFullYear()
  return then.toLocaleDateString('en-GB', { day: 'numeric', month: 'long', ...(!sameYear && { year: 'numeric' }) })
}
