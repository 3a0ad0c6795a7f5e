#!/usr/bin/env -S node --min-semi-space-size=24 --max-semi-space-size=24
// The terminal, started as paths.cjs says.
'use strict'
void require('./entry.cjs').runTerminal(process.argv.slice(2))
