import { fillPrompt } from '../fill-prompt'
import type { PlannedCall, PromptValues } from '../kind'

interface CallSettings {
  role: string
  system: string
  prompt: string
  maxTokens: number
  samples: number
  temperature?: number | undefined
  effort: string
}

/** The call that a model node makes for a problem; a cache keyed by the call asks for it too. */
export function planCall(settings: CallSettings, values: PromptValues): PlannedCall {
  const { role, system, prompt, maxTokens, samples, temperature = null, effort } = settings
  return { role, system, prompt: fillPrompt(prompt, values), params: { maxTokens, samples, temperature, effort } }
}
