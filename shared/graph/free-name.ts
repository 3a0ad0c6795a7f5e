/** A design's name has at most this many characters. */
const most = 120

/** The name, or where it is taken the name with the first number from 2 on that is free: `Cascade`, `Cascade 2`, `Cascade 3`. */
export function freeName(wanted: string, taken: ReadonlySet<string>): string {
  if (!taken.has(wanted)) return wanted
  const stem = wanted.replace(/ \d{1,6}$/, '')
  for (let count = 2; ; count += 1) {
    const suffix = ` ${count}`
    const name = `${stem.slice(0, most - suffix.length).trimEnd()}${suffix}`
    if (!taken.has(name)) return name
  }
}
