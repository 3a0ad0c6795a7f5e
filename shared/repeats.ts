/**
 * How a run that walks each of its problems several times numbers its walks. A walk's *place* is its repeat × `width` + its
 * problem's ordinal, so that all problems of the first repeat come before those of the second.
 */
export interface Repeats {
  /** How often each problem is walked, from 1. */
  repeats: number
  /** More than any ordinal of the dataset when the run was started. */
  width: number
}

export const MOST_REPEATS = 100

export const walkedOnce: Repeats = { repeats: 1, width: Number.MAX_SAFE_INTEGER }

/** Which repeat a walk is, from 0. */
export function repeatOf(place: number, { width }: Repeats): number {
  return Math.floor(place / width)
}

/** The ordinal of a walk's problem. */
export function ordinalOf(place: number, { width }: Repeats): number {
  return place % width
}

export function placeOf(ordinal: number, repeat: number, { width }: Repeats): number {
  return repeat * width + ordinal
}
