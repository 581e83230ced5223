import multipart from '@fastify/multipart'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { SentFile } from './route.ts'

/*
 * Forms that take a file. It is read into memory as far as it may be large, and nowhere else; the other forms go on refusing files.
 */

/** In bytes: a file of two thousand rows is far smaller. */
export const LARGEST_FILE = 2 << 20

/** The fields beside the file are few and short. */
const limits = { files: 1, fileSize: LARGEST_FILE, fields: 10, fieldSize: 1 << 14, fieldNameSize: 100, parts: 11, headerPairs: 20 }

const uploads = new WeakMap<FastifyRequest, SentFile>()

/** The file that came with a request. */
export const uploadOf = (request: FastifyRequest): SentFile | undefined => uploads.get(request)

/** Adds a form with a file. `app` has the check of a form's token (`@fastify/csrf-protection`), which is asked once the fields are read. */
export async function registerUpload(
  app: FastifyInstance,
  path: string,
  handler: (request: FastifyRequest, reply: FastifyReply) => Promise<FastifyReply>,
): Promise<void> {
  await app.register(async (own) => {
    await own.register(multipart, { limits, throwFileSizeLimit: false })
    own.post(path, { preValidation: readParts, preHandler: app.csrfProtection }, handler)
  })
}

/** What came is no form with a file. */
class Unreadable extends Error {
  readonly statusCode = 400
}

async function readParts(request: FastifyRequest): Promise<void> {
  if (!request.isMultipart()) return
  try {
    request.body = await fieldsOf(request)
  } catch (error) {
    // What is beyond the limits says so itself; what is broken off or malformed does not.
    throw error instanceof Error && 'statusCode' in error ? error : new Unreadable('a form with a file cannot be read', { cause: error })
  }
}

async function fieldsOf(request: FastifyRequest): Promise<Readonly<Record<string, string>>> {
  const fields: Record<string, string> = {}
  for await (const part of request.parts()) {
    if (part.type === 'field') {
      if (typeof part.value === 'string') fields[part.fieldname] = part.value
      continue
    }
    const chunks: Buffer[] = []
    for await (const chunk of part.file) chunks.push(Buffer.from(chunk))
    if (part.fieldname === 'file') uploads.set(request, { bytes: Buffer.concat(chunks), isTooLarge: part.file.truncated })
  }
  return fields
}
