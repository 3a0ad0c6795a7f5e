import { canonicalJson } from '../../hash'
import { foldQuestion } from '../fold-question'
import type { CallPreview, Sha256 } from '../kind'

/** Equal for questions that differ only in case, spaces or Unicode composition. */
export function questionKey(question: string, sha256: Sha256): string {
  return sha256(foldQuestion(question).trim())
}

/** SHA-256 of canonical JSON {model, prompt, params}: equal for calls that would be the same to the provider. */
export function callKey({ connection, model, system, prompt, params }: CallPreview, sha256: Sha256): string {
  return sha256(canonicalJson({ model: [connection, model], prompt: [system, prompt], params }))
}
