import { config } from 'zod'

// A command reads a few documents: compiling a parser for each of their schemas costs more than it saves. To be said before the
// first schema is built.
config({ jitless: true })
