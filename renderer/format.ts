// The terminal writes the same figures: they live in shared/format.ts. (Import from there.)
export * from '../shared/format'
