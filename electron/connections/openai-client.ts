import type { OpenAI } from 'openai'
import { NO_KEY, type Session } from './exchange'

/** The SDK's client for one request. Whatever it would take from the environment is given, so that nothing is taken. */
export async function openaiClient(session: Session, at: { baseUrl: string; timeoutMs: number }): Promise<OpenAI> {
  const { OpenAI } = await import('openai')
  return new OpenAI({
    apiKey: NO_KEY,
    adminAPIKey: null,
    organization: null,
    project: null,
    webhookSecret: null,
    baseURL: at.baseUrl,
    maxRetries: 0,
    timeout: at.timeoutMs,
    fetch: session.fetch,
    fetchOptions: { redirect: 'error' },
    logLevel: 'off',
  })
}
