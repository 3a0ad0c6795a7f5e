import { SwitchyardError } from '../../shared/errors'
import { formatRate } from '../../shared/format'
import { type Price, priceSchema } from '../../shared/ledger/price'
import { dayOf } from '../service/prices'
import type { CommonOptions } from './commands'
import { formatPriceList } from './connection-listings'
import { sourceFile } from './read-input'
import { withServices } from './session'
import { print, printJson } from './speak'

export async function lists(options: CommonOptions): Promise<void> {
  await withServices({ db: options.db, access: 'read' }, async ({ prices }) => {
    const all = await prices.lists()
    if (options.json === true) printJson({ lists: all })
    else
      print(
        all
          .map(({ list, version, models }) => `${list} ${version}${models === null ? '' : `, ${models} models`}`)
          .join('\n'),
      )
  })
}

export async function importList(file: string, options: CommonOptions): Promise<void> {
  const source = sourceFile(file)
  await withServices({ db: options.db, access: 'write' }, async ({ prices }) => {
    const report = await prices.importList(source)
    if (options.json === true) printJson(report)
    else print(formatPriceList(report))
  })
}

export async function set(
  connection: string,
  model: string,
  options: { db?: string; price: string; from?: string },
): Promise<void> {
  const price = readPrice(options.price)
  const from = options.from ?? dayOf(new Date())
  if (!/^\d{4}-\d\d-\d\d$/.test(from) || Number.isNaN(Date.parse(from))) {
    throw new SwitchyardError('USAGE', `--from ${from} is not a day`, { hint: 'write it as YYYY-MM-DD' })
  }
  await withServices({ db: options.db, access: 'write' }, ({ prices }) => {
    prices.setOwn(connection, model, from, price)
    const { inputPerMillion, outputPerMillion } = price
    print(
      `“${model}” of “${connection}” costs ${formatRate(inputPerMillion)} in and ${formatRate(outputPerMillion)} out per million tokens from ${from}.`,
    )
  })
}

function readPrice(text: string): Price {
  const [input, output, read, write, ...more] = text
    .split(',')
    .map((part) => (part.trim() === '' ? Number.NaN : Number(part)))
  const price = priceSchema.safeParse({
    inputPerMillion: input,
    outputPerMillion: output,
    ...(read === undefined ? {} : { cacheReadPerMillion: read }),
    ...(write === undefined ? {} : { cacheWritePerMillion: write }),
  })
  if (price.success && more.length === 0) return price.data
  throw new SwitchyardError('USAGE', `--price ${text} is not a price`, {
    hint: 'give dollars per million tokens as in,out or in,out,cache read,cache write',
  })
}
