const minuteLength = 60_000

let minute = Number.NaN
let start = ''

/**
 * An instant as xsd:dateTime, given in milliseconds since 1970. `toISOString` costs more than many a change does, so
 * what is the same for a minute is kept.
 */
export function toDateTime(instant: number): string {
  const begun = Math.floor(instant / minuteLength) * minuteLength
  if (begun !== minute) {
    minute = begun
    start = new Date(begun).toISOString().slice(0, -'00.000Z'.length)
  }
  const milliseconds = Math.floor(instant - begun)
  return `${start}${digits(Math.trunc(milliseconds / 1000), 2)}.${digits(milliseconds % 1000, 3)}Z`
}

function digits(number: number, length: number): string {
  return String(number).padStart(length, '0')
}
