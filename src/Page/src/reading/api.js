import { Reading } from './reading.js';
import { token } from './token.js';

/** The silo refused or did not answer; the message is for the operator. */
export class ApiError extends Error {
  constructor(message, status = null) {
    super(message);
    this.name = 'ApiError';
    this.status = status;
  }

  get unauthorized() {
    return this.status === 401 || this.status === 403;
  }
}

const timeoutMs = 5000;

/** GET, as a {@link Reading}. */
export async function read(path, signal) {
  return new Reading(await request(path, {}, signal));
}

/** POST with a JSON body. */
export function post(path, body) {
  return request(path, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify(body),
  });
}

async function request(path, options, signal) {
  const headers = { Accept: 'application/json', ...options.headers };
  if (token.held)
    headers.Authorization = `Bearer ${token.value}`;

  const deadline = AbortSignal.timeout(timeoutMs);
  let response;
  let text;
  try {
    response = await fetch(path, {
      ...options,
      headers,
      cache: 'no-store',
      signal: signal ? AbortSignal.any([signal, deadline]) : deadline,
    });
    text = await response.text();
  } catch (error) {
    if (signal?.aborted)
      throw error;
    throw new ApiError(deadline.aborted ? `no answer within ${timeoutMs / 1000} s` : 'the silo cannot be reached');
  }
  if (!response.ok)
    throw new ApiError(explain(response.status, text), response.status);
  try {
    return JSON.parse(text);
  } catch {
    throw new ApiError('the answer is not JSON');
  }
}

function explain(status, text) {
  try {
    const problem = JSON.parse(text);
    const words = problem?.detail ?? problem?.title;
    if (typeof words === 'string')
      return `${status}: ${words}`;
  } catch {
    // A proxy's page, not the silo's answer: its status says enough.
  }
  return status === 401 ? '401: the silo wants its operations token' : `${status}: the silo gave no reason`;
}
