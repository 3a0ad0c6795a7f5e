import { cache } from './cache/cache.kind'
import { classifier } from './classifier/classifier.kind'
import { escalation } from './escalation/escalation.kind'
import { input } from './input/input.kind'
import type { AnyKind } from './kind'
import { model } from './model/model.kind'
import { output } from './output/output.kind'
import { review } from './review/review.kind'
import { split } from './split/split.kind'
import { verifier } from './verifier/verifier.kind'

/** Every node kind, in the order of the palette. */
export const kinds = { input, classifier, cache, model, escalation, verifier, review, split, output }
export type KindId = keyof typeof kinds

const kindsById = new Map<string, AnyKind>(Object.entries(kinds))

/** `undefined` for a kind that this version does not know. */
export function findKind(id: string): AnyKind | undefined {
  return kindsById.get(id)
}
