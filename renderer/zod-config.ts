import { z } from 'zod'

// Zod compiles its parsers with `new Function` where it may; the page's policy forbids that. It must be told before the first schema is built.
z.config({ jitless: true })
