import { oc } from '@orpc/contract'
import { z } from 'zod'

/** Every procedure may fail with this: the error's code, its line and what to do next. */
const failure = { FAILED: { status: 422, data: z.object({ code: z.string(), message: z.string(), hint: z.string() }) } }
export const base = oc.errors(failure)
export const id = z.string().min(1).max(100)

/** A graph crosses the door as the text of its file, so that exactly one reader checks it. */
export const graphText = z.string().max(20_000_000)
