// Writes what promptfoo is to evaluate: every problem as a test, the cascade as the provider.
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { stationsFrom } from './cascade.mjs'

const [folder, count] = process.argv.slice(2)
const { problems } = await stationsFrom(folder)
const config = {
  prompts: ['{{question}}'],
  providers: [`file://${join(import.meta.dirname, 'promptfoo-provider.mjs')}`],
  defaultTest: { assert: [{ type: 'javascript', value: 'context.providerResponse.metadata.right' }] },
  tests: problems.slice(0, Number(count)).map(({ id, question }) => ({ vars: { id, question } })),
}
writeFileSync(join(folder, 'promptfooconfig.json'), JSON.stringify(config))
