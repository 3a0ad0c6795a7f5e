import type { z } from 'zod'
import type { Checks } from '../dataset'
import type { Graph } from '../graph/schema'
import type { ReviewDecision, Reviewer } from '../review'
import type { Sandbox } from '../sandbox'

/** The families of nodes; each has one hue in the theme. */
export type Hue = 'model' | 'decision' | 'check' | 'memory' | 'human' | 'end'

/** What a settings schema may say about one field beyond its type; the inspector's form is made from it. */
export interface FieldMeta {
  title: string
  description?: string
  unit?: string
  /** What may be entered, where the title and the help leave that open. */
  examples?: readonly (string | number)[]
  /** `text`: many lines. `prompt`: the same with `variables`. `role`: one of the graph's model roles. `slider`: a bounded number. `rules`, `learned`: bespoke. */
  widget?: 'text' | 'prompt' | 'role' | 'slider' | 'rules' | 'learned'
  /** The names that a prompt may hold in double braces, and what each stands for. */
  variables?: Readonly<Record<string, string>>
  /** Shown only while another field has this value. */
  when?: { field: string; is: string | number | boolean }
}

/** What a prompt may be filled with. */
export interface PromptValues {
  question: string
  answer: string | null
}

/** A call to a model role, with its prompt filled in. */
export interface PlannedCall {
  role: string
  system: string
  prompt: string
  /** Whatever else changes the answer. */
  params: Readonly<Record<string, string | number | null>>
}

export interface KindSpec<Id extends string, Settings extends z.ZodObject, Port extends string> {
  id: Id
  label: string
  /** One sentence: what it does. The long help is `<kind>.md`. */
  about: string
  /** A name in lucide's icon set. */
  icon: string
  hue: Hue
  /** The ways out, in the order in which they are drawn; a function where they depend on the settings. */
  ports: readonly Port[] | ((settings: z.infer<Settings>) => readonly Port[])
  /** Ports that may lead nowhere. */
  optional?: (settings: z.infer<Settings>) => readonly Port[]
  /** A port that may close a cycle, and how often one problem may leave by it. */
  bounded?: (settings: z.infer<Settings>) => { port: Port; times: number }
  /** Where problems enter a graph; exactly one node of a graph has it. */
  entry?: true
  /** Only seen: no problem comes to it, no edge leads to it, and it is never run. */
  comment?: true
  /**
   * The port by which a problem goes on, unchanged, while the node is switched off; undefined where no port can stand for
   * the node. A kind without it cannot be switched off.
   */
  passThrough?: (settings: z.infer<Settings>) => Port | undefined
  /** True where the settings make it look at the answer key: its numbers are marked wherever they show. */
  oracle?: (settings: z.infer<Settings>) => boolean
  /** The person whom it asks; only a kind that has it may call `askReviewer`. */
  reviewer?: (settings: z.infer<Settings>) => Reviewer
  /** The port whose share of problems is the escalation rate. */
  escalates?: Port
  /** The model role that it calls, where it calls one. */
  role?: (settings: z.infer<Settings>) => string | undefined
  /** How many calls it makes at once where it calls a role; absent: one. */
  times?: (settings: z.infer<Settings>) => number
  /** Output tokens of each call at most, where its settings say so. */
  mostTokens?: (settings: z.infer<Settings>) => number
  /** The call by which it would answer this problem; only kinds that answer by a model have it. */
  call?: (settings: z.infer<Settings>, values: PromptValues) => PlannedCall
  /** Whether it goes by the log-probabilities of the answer. */
  wantsLogprobs?: (settings: z.infer<Settings>) => boolean
  /** The port behind which the kind must find a `model` node (a cache keyed by the call it saves). */
  needsModelBehind?: (settings: z.infer<Settings>) => Port | undefined
  /** What of the settings may be meant otherwise, though a problem can be walked by them. */
  doubts?: (settings: z.infer<Settings>, limits: Graph['limits']) => readonly Doubt[]
  /** Zod schema of the settings: `.meta(FieldMeta)` on each field, every field with a default. */
  settings: Settings
  /** The line under the node's title. */
  summary: (settings: z.infer<Settings>) => string
}

export interface Doubt {
  field: string
  /** Words that stand behind the field's name. */
  says: string
  hint: string
}

/** Keeps the ports' names as literal types, so that a `run` that leaves by a wrong port does not compile. */
export function defineKind<const Id extends string, Settings extends z.ZodObject, const Port extends string>(
  spec: KindSpec<Id, Settings, Port>,
): KindSpec<Id, Settings, Port> {
  return spec
}

// biome-ignore lint/suspicious/noExplicitAny: a registry of kinds is heterogeneous; `any` here is what lets inference see each one exactly
export type AnyKind = KindSpec<string, any, any>
export type SettingsOf<K> = K extends KindSpec<string, infer S, string> ? z.infer<S> : never
export type PortOf<K> = K extends KindSpec<string, z.ZodObject, infer P> ? P : never

/** The checked settings of one node, with unknown types: what the registry hands around. */
export function portsOf(kind: AnyKind, settings: unknown): readonly string[] {
  return typeof kind.ports === 'function' ? kind.ports(settings) : kind.ports
}

/** What a node may know of the problem before it. No answer key, no difficulty: those are for the grader alone. */
export interface ProblemState {
  readonly id: string
  readonly question: string
  readonly category: string | null
  readonly checks: Checks | null
  answer: string | null
  /** 0 to 1; `null` where nothing stated one. */
  confidence: number | null
  /** What the last verifier said. */
  verified: 'pass' | 'fail' | null
  /** Virtual in replays, measured in live runs; `null` once a call of unknown latency was made. */
  elapsedMs: number | null
  /** `null` once a call of unknown cost was made. */
  spentUsd: number | null
}

/** What a node may change of the problem's state. */
export type StateChange = Partial<Pick<ProblemState, 'answer' | 'confidence' | 'verified'>>

/** How a node sends a problem on: the port, why in one short line, and what it changed. */
export interface Departure<Port extends string> {
  leave: Port
  why: string
  set?: StateChange
}

/** How a walk ends. */
export interface Arrival {
  end: 'answered' | 'abstained'
  why: string
}

export interface AskRequest {
  role: string
  system: string
  prompt: string
  /** Output tokens at most; undefined: the model's own limit. */
  maxTokens?: number | undefined
  timeoutMs?: number | undefined
  /** Undefined: the provider's own. */
  temperature?: number | undefined
  effort?: Effort | undefined
  /** Asks for the log-probabilities of the answer's tokens, where the model gives them. */
  logprobs?: boolean | undefined
  /** The answer is to be one of these, not an answer to the problem: a classification. */
  labels?: readonly string[] | undefined
  /** The reply is to be a verdict on this answer, not an answer to the problem, and is to carry the mark. */
  judges?: JudgedAnswer | undefined
}

export interface JudgedAnswer {
  answer: string
  mark: string
}

/** How hard a reasoning model is to think. */
export const efforts = ['none', 'low', 'medium', 'high', 'max'] as const
export type Effort = (typeof efforts)[number]

/** What came back from a model. Its cost and usage are in the ledger, not here. */
export type AskReply =
  | { ok: true; answer: string; confidence: number | null; meanLogprob: number | null }
  | { ok: false; reason: 'timeout' | 'refusal' | 'length' | 'provider'; message: string }

export interface CachedAnswer {
  answer: string
  confidence: number | null
}

/** The model call that a port leads to, with its role bound. */
export interface CallPreview extends PlannedCall {
  connection: string
  model: string
}

export type CacheStorage = 'memory' | 'sqlite'

/** SHA-256 of the UTF-8 text, as 64 hex digits. */
export type Sha256 = (text: string) => string

/** As much of an AbortSignal as a node needs; this layer has no DOM and no Node. */
export interface StopSignal {
  readonly aborted: boolean
  addEventListener(type: 'abort', listener: () => void, options?: { once?: boolean }): void
  removeEventListener(type: 'abort', listener: () => void): void
}

/** The only way in which a node reaches the world. */
export interface NodeContext {
  readonly nodeId: string
  /** How often this problem was at this node before. */
  readonly visit: number
  /** The graph's budgets for one problem; undefined where it has none. */
  readonly latencyBudgetMs: number | undefined
  readonly moneyBudgetUsd: number | undefined
  readonly signal: StopSignal
  ask(request: AskRequest): AskReply | Promise<AskReply>
  /** Asks `times` times at once: the time is that of the slowest, the cost that of all. Replies are in the order asked. */
  askMany(request: AskRequest, times: number): readonly AskReply[] | Promise<readonly AskReply[]>
  /**
   * Whether the answer is right by the answer key, for research; `null` where the problem has no key. Throws unless the
   * kind says that it is an `oracle`.
   */
  matchesKey(answer: string): boolean | null
  /**
   * Lets the kind's `reviewer` decide about the present answer: a person in a live run, a simulated one where time is virtual.
   * The bill and the time are counted here. Throws unless the kind has one: what a simulation knows is for it alone.
   */
  askReviewer(): ReviewDecision | Promise<ReviewDecision>
  readonly cache: {
    /** `undefined` on a miss; the answer then written to this key is the one the problem leaves with, if it is accepted. */
    find(
      storage: CacheStorage,
      namespace: string,
      key: string,
      ttlMs: number | null,
    ): CachedAnswer | undefined | Promise<CachedAnswer | undefined>
  }
  /** SHA-256 as `shared/hash.ts` has it, by whatever means are quickest here. */
  readonly sha256: Sha256
  readonly sandbox: Sandbox
  /** Milliseconds since 1970: the run's start plus the problem's elapsed time. */
  now(): number
  /** Uniform on [0, 1), from the run's seed, the problem, the node and the visit. */
  random(): number
  /** The first model call behind a port of this node, as this problem would make it. */
  callBehind(port: string): CallPreview | undefined
}

export interface Visit<Settings> {
  readonly problem: Readonly<ProblemState>
  readonly settings: Settings
  readonly ctx: NodeContext
}

/** What a kind does with a problem. A plain value is taken at once; only a promise is awaited. */
export type Run<K> = (
  visit: Visit<SettingsOf<K>>,
) => Departure<PortOf<K>> | Arrival | Promise<Departure<PortOf<K>> | Arrival>
