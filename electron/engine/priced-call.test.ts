import fc from 'fast-check'
import { expect, it } from 'vitest'
import type { ModelCall } from '../../shared/connection'
import { canonicalJson, sha256 } from '../../shared/hash'
import { requestHash } from './priced-call'

it('a request is known by the hash of its canonical JSON, so that outcomes of older runs are found', () => {
  const asked = fc.record(
    {
      model: fc.string(),
      system: fc.string({ unit: 'binary' }),
      prompt: fc.string({ unit: 'binary' }),
      maxTokens: fc.nat(),
      temperature: fc.double({ noNaN: true }),
      effort: fc.constantFrom('low', 'high'),
      logprobs: fc.boolean(),
      labels: fc.array(fc.string()),
    },
    { requiredKeys: ['model', 'system', 'prompt'] },
  )
  fc.assert(
    fc.property(asked, (call) => {
      const wanted = sha256(canonicalJson(call)).slice(0, 32)
      expect(requestHash(call as unknown as ModelCall, sha256)).toBe(wanted)
    }),
  )
})
