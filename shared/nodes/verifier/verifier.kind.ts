import { z } from 'zod'
import { defineKind, type FieldMeta } from '../kind'
import { compilePattern } from './pattern'
import { readSchema } from './schema-shape'

export const verifier = defineKind({
  id: 'verifier',
  label: 'Verifier',
  about: 'Checks the answer against what can be known without the key.',
  icon: 'check',
  hue: 'check',
  ports: ['pass', 'fail', 'retry'],
  optional: ({ attempts }) => (attempts === 0 ? ['retry'] : []),
  passThrough: () => 'pass',
  bounded: ({ attempts }) => ({ port: 'retry', times: attempts }),
  role: ({ method, role }) => (method === 'judge' ? role : undefined),
  oracle: ({ method }) => method === 'key',
  settings: z
    .object({
      method: z
        .enum(['exact', 'numeric', 'equivalence', 'regex', 'schema', 'tests', 'judge', 'key'])
        .default('numeric')
        .meta({
          title: 'Method',
          description: 'How the answer is checked; the help tells what each needs. “key” is an oracle, for research.',
        } satisfies FieldMeta),
      caseSensitive: z
        .boolean()
        .default(false)
        .meta({
          title: 'Capital letters matter',
          when: { field: 'method', is: 'exact' },
        } satisfies FieldMeta),
      tolerance: z
        .number()
        .min(0)
        .max(1)
        .default(1e-6)
        .meta({
          title: 'Tolerance',
          examples: [0.01],
          description: 'Relative to the expected value; absolute below 1.',
          when: { field: 'method', is: 'numeric' },
        } satisfies FieldMeta),
      pattern: z
        .string()
        .superRefine((pattern, context) => {
          const compiled = compilePattern(pattern)
          if (!compiled.ok) context.addIssue({ code: 'custom', message: compiled.fault })
        })
        .default('')
        .meta({
          title: 'Pattern',
          examples: ['^-?[0-9]+$'],
          description: 'A regular expression that is found in the answer; ^ and $ make it match the whole.',
          when: { field: 'method', is: 'regex' },
        } satisfies FieldMeta),
      schema: z
        .string()
        .superRefine((schema, context) => {
          const read = schema.trim() === '' ? { ok: true as const } : readSchema(schema)
          if (!read.ok) context.addIssue({ code: 'custom', message: read.fault })
        })
        .default('')
        .meta({
          title: 'JSON Schema',
          description: 'For problems that carry none of their own.',
          widget: 'text',
          when: { field: 'method', is: 'schema' },
        } satisfies FieldMeta),
      deadlineMs: z
        .int()
        .min(50)
        .max(60_000)
        .default(2000)
        .meta({
          title: 'Deadline',
          description: 'Of real time, for all tests of an answer.',
          unit: 'ms',
          when: { field: 'method', is: 'tests' },
        } satisfies FieldMeta),
      memoryMb: z
        .int()
        .min(8)
        .max(512)
        .default(64)
        .meta({ title: 'Memory at most', unit: 'MB', when: { field: 'method', is: 'tests' } } satisfies FieldMeta),
      role: z
        .string()
        .min(1)
        .default('fast')
        .meta({
          title: 'Model role',
          description: 'Which model judges; it is in the bill.',
          widget: 'role',
          when: { field: 'method', is: 'judge' },
        } satisfies FieldMeta),
      rubric: z
        .string()
        .min(1)
        .max(20_000)
        .default('Pass the answer if its result is correct and it answers all that is asked. Fail it otherwise.')
        .meta({
          title: 'Rubric',
          description: 'What an answer must be to pass. The judge sees it with the question and the answer.',
          widget: 'text',
          when: { field: 'method', is: 'judge' },
        } satisfies FieldMeta),
      undecided: z
        .enum(['by cause', 'pass', 'fail'])
        .default('by cause')
        .meta({
          title: 'Where it cannot decide',
          description:
            '“by cause”: a problem with nothing to check by passes; an answer that could not be told right or wrong, such as one without a verdict of the judge, fails.',
        } satisfies FieldMeta),
      attempts: z
        .int()
        .min(0)
        .max(20)
        .default(0)
        .meta({
          title: 'Retries',
          description: 'How often a failed answer leaves by “retry” before it leaves by “fail”.',
        } satisfies FieldMeta),
    })
    .superRefine(({ method, pattern }, context) => {
      if (method === 'regex' && pattern === '')
        context.addIssue({
          code: 'custom',
          path: ['pattern'],
          message: 'is empty, so that every answer would pass unchecked',
        })
    }),
  summary: ({ method, attempts }) =>
    attempts === 0 ? method : `${method} · ${attempts} ${attempts === 1 ? 'retry' : 'retries'}`,
})
