import { cache } from './cache/cache.kind'
import { classifier } from './classifier/classifier.kind'
import { escalation } from './escalation/escalation.kind'
import { frame } from './frame/frame.kind'
import { input } from './input/input.kind'
import type { AnyKind } from './kind'
import { model } from './model/model.kind'
import { note } from './note/note.kind'
import { output } from './output/output.kind'
import { review } from './review/review.kind'
import { split } from './split/split.kind'
import { verifier } from './verifier/verifier.kind'

/** Every node kind, in the order of the palette. */
export const kinds = { input, classifier, cache, model, escalation, verifier, review, split, output, note, frame }
export type KindId = keyof typeof kinds
/** The kinds that are only seen; every other one has a `run`. */
export type CommentId = 'note' | 'frame'

const kindsById = new Map<string, AnyKind>(Object.entries(kinds))

/** `undefined` for a kind that this version does not know. */
export function findKind(id: string): AnyKind | undefined {
  return kindsById.get(id)
}

/** Whether a kind is only seen: no problem comes to it. */
export function isComment(id: string): boolean {
  return findKind(id)?.comment === true
}
