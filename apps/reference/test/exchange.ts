import { connect } from 'node:net'

/** An answer as it came over the socket. */
export interface RawAnswer {
  readonly status: number
  /** Empty when the answer names none. */
  readonly contentType: string
  readonly body: string
}

/** Sends bytes as they are, and reads until the server ends the connection. A server that never does fails the test. */
export function exchange(origin: string, bytes: string | Uint8Array): Promise<RawAnswer> {
  const { hostname, port } = new URL(origin)
  return new Promise((resolve, reject) => {
    const socket = connect(Number(port), hostname, () => socket.write(bytes))
    const chunks: Buffer[] = []
    socket.on('data', (chunk: Buffer) => chunks.push(chunk))
    socket.on('end', () => resolve(read(Buffer.concat(chunks).toString())))
    socket.on('error', reject)
  })
}

function read(text: string): RawAnswer {
  // Before the answer itself there may be one that only asks for the body (RFC 9110 §15.2.1).
  const [head = '', ...body] = text.replace(/^HTTP\/1\.1 100 Continue\r\n\r\n/, '').split('\r\n\r\n')
  const [, status] = /^HTTP\/1\.1 (\d{3})/.exec(head) ?? []
  const [, contentType = ''] = /^content-type: *([^\r;]*)/im.exec(head) ?? []
  return { status: Number(status), contentType, body: body.join('\r\n\r\n') }
}
