import { type LearnedModel, predictLabel } from './learned/learned-model'
import { type Judgement, judge, type Rule } from './rules'

/** What classifies a question without asking anybody. */
export type AloneSettings =
  | { method: 'rules'; rules: readonly Rule[]; otherwise: string }
  | { method: 'learned'; learned: LearnedModel; sure: number }

/** The label of a question and why, alike in a run and in the form where it is tried out. */
export function classifyAlone(question: string, settings: AloneSettings): Judgement {
  if (settings.method === 'rules') return judge(question, settings.rules, settings.otherwise)
  const { label, chance } = predictLabel(settings.learned, question, settings.sure)
  return { label, place: undefined, because: `“${label}” or a cheaper one does with a chance of ${chance.toFixed(2)}` }
}

interface ClassifierSettings {
  method: string
  rules: readonly Rule[]
  otherwise: string
  learned: LearnedModel | null
  sure: number
}

/** The settings by which it classifies alone; undefined where it asks a model, or where nothing is trained yet. */
export function aloneSettings(settings: ClassifierSettings): AloneSettings | undefined {
  const { method, rules, otherwise, learned, sure } = settings
  if (method === 'rules') return { method, rules, otherwise }
  return method === 'learned' && learned !== null ? { method, learned, sure } : undefined
}
