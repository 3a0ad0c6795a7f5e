import type { Mapping, WideMapping, WideModel } from '../../shared/dataset'
import { SwitchyardError } from '../../shared/errors'
import { isGradable, modelsLike } from '../../shared/wide-pattern'
import {
  checkColumns,
  columnsInWords,
  completeOutcome,
  completeProblem,
  type GivenColumns,
  guessable,
  guessMapping,
  guessProblem,
} from './mapping'
import type { Survey } from './survey-columns'
import { splitColumn, type WideField } from './wide-names'

/** What is said of a wide file: which models, and columns by a pattern in which `{model}` stands for the model's name. */
export interface WideWish {
  models: readonly string[] | null
  patterns: Partial<Record<WideField, string>>
  sample: string | undefined
}

export const anyWide: WideWish = { models: null, patterns: {}, sample: undefined }

type ModelColumns = Partial<Record<WideField, string>>

/**
 * The models that have columns of their own, by the columns' names; `null` where none is recognised. A name alone proves
 * little: a model has a column called like itself, or two columns at least and another model beside it.
 */
export function guessWide(survey: Survey): WideMapping | null {
  const found = [...groupByModel(survey)].map(([name, given]) => ({
    model: withLoneColumn(name, given, survey),
    alone: loneColumn(name, survey) !== undefined,
    many: Object.keys(given).length > 1,
  }))
  const likely = found.filter(({ model, alone, many }) => isGradable(model) && (alone || many))
  const certain = likely.some(({ alone }) => alone) || likely.length > 1
  return certain ? { models: likely.map(({ model }) => model) } : null
}

function groupByModel(survey: Survey): Map<string, ModelColumns> {
  const { columns, nested } = survey
  const found = new Map<string, ModelColumns>()
  for (const column of guessable(columns, survey)) {
    const part = splitColumn(column)
    if (part === undefined) continue
    const model = withoutParents(part.model, nested)
    found.set(model, { [part.field]: column, ...found.get(model) })
  }
  return found
}

/** `results.gpt-4` is about `gpt-4` where `results` is an object. */
function withoutParents(path: string, nested: Survey['nested']): string {
  const parents = [...nested].filter((parent) => path.startsWith(`${parent}.`) && path.length > parent.length + 1)
  return path.slice(Math.max(0, ...parents.map((parent) => parent.length + 1)))
}

function loneColumn(name: string, { columns, nested }: Survey): string | undefined {
  return columns.includes(name) && !nested.has(name) ? name : undefined
}

/** A column that is called like the model holds its grade, if it can be one and no other does, or else its answer. */
function withLoneColumn(name: string, given: ModelColumns, survey: Survey): WideModel {
  const { latencySeconds, ...columns } = given
  const seconds = latencySeconds === undefined || columns.latencyMs !== undefined ? {} : { latencySeconds }
  const model: WideModel = { name, ...columns, ...seconds }
  const alone = loneColumn(name, survey)
  if (alone === undefined) return model
  const isGrade = model.correct === undefined && survey.scores.has(alone)
  return isGrade ? { correct: alone, ...model } : { answer: alone, ...model }
}

/** The mapping of a wide file. Throws `DATA_COLUMNS` where the columns do not tell the models, or not the question. */
export function completeWideMapping(survey: Survey, given: GivenColumns, wish: WideWish): Mapping {
  const { columns } = survey
  const taken = new Set<string | undefined>(Object.values(given))
  const free = { ...survey, columns: columns.filter((name) => !taken.has(name)) }
  const models = Object.keys(wish.patterns).length > 0 ? modelsByPattern(free, wish) : modelsByName(free, wish)
  const own = new Set(models.flatMap(({ name: _, ...modelColumns }) => Object.values(modelColumns)))
  const rest = free.columns.filter((column) => !own.has(column) && column !== wish.sample)
  const mapping: Mapping = {
    problem: completeProblem(columns, given, guessMapping(guessable(rest, survey)).problem),
    outcome: { models, ...(wish.sample === undefined ? {} : { sample: wish.sample }) },
  }
  checkColumns(columns, mapping)
  return mapping
}

/** The mapping of a file whose rows are all of one model, which no column names. Throws as `completeWideMapping` does. */
export function completeOneModelMapping(survey: Survey, given: GivenColumns, name: string): Mapping {
  const { columns } = survey
  const taken = new Set<string | undefined>(Object.values(given))
  const free = guessable(columns, survey).filter((column) => !taken.has(column))
  const { model: named } = guessMapping(free).outcome ?? {}
  if (named !== undefined && survey.varied.has(named))
    throw new SwitchyardError(
      'DATA_COLUMNS',
      `the rows are not all of “${name}”: the column “${named}” names several models`,
      {
        hint: `leave out the model’s name, so that each row counts for the one that it names; if they are all one, name the column like category=${named}`,
      },
    )
  const { sample, ...own } = completeOutcome(free, given)
  const models = [gradable({ name, ...own }, survey)]
  const mapping: Mapping = {
    problem: completeProblem(columns, given, guessProblem(free)),
    outcome: { models, ...(sample === undefined ? {} : { sample }) },
  }
  checkColumns(columns, mapping)
  return mapping
}

function modelsByName(survey: Survey, { models: wanted }: WideWish): WideModel[] {
  if (wanted === null) {
    const models = guessWide(survey)?.models
    if (models !== undefined) return models
    throw new SwitchyardError('DATA_COLUMNS', 'no model is known to have columns of its own', {
      hint: `${columnsInWords(survey.columns)}; name the models like --models A,B`,
    })
  }
  const found = groupByModel(survey)
  return wanted.map((name) => gradable(withLoneColumn(name, found.get(name) ?? {}, survey), survey))
}

function modelsByPattern(survey: Survey, { models, patterns }: WideWish): WideModel[] {
  const found = modelsLike(survey.columns, patterns, models)
  if (found.length === 0) {
    throw new SwitchyardError('DATA_COLUMNS', `no column is like ${Object.values(patterns).join(' or ')}`, {
      hint: columnsInWords(survey.columns),
    })
  }
  return found.map((model) => gradable(model, survey))
}

function gradable(model: WideModel, { columns }: Survey): WideModel {
  if (isGradable(model)) return model
  throw new SwitchyardError('DATA_COLUMNS', `no column holds the answers or grades of the model “${model.name}”`, {
    hint: columnsInWords(columns),
  })
}
