import { expect, it } from 'vitest'
import { addressFault } from './address-guard'

it('a forbidden address is named once where the base URL names it itself', () => {
  const at = (hostname: string) => addressFault('169.254.169.254', { hostname, secret: false })
  expect(at('169.254.169.254')).toBe('“169.254.169.254” is a link-local or cloud metadata address')
  expect(at('models.example')).toBe('“models.example” leads to 169.254.169.254, a link-local or cloud metadata address')
})
