import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { hashPassword, verifyPassword } from '../src/index.ts'

// Each guess takes a tenth of a second by design, so the properties have few runs.
const runs = { numRuns: 5 }

describe('A password', () => {
  it('is verified against its hash, and no other is', async () => {
    const password = fc.string({ unit: 'grapheme', minLength: 1 })
    await fc.assert(
      fc.asyncProperty(password, password, async (right, wrong) => {
        fc.pre(right.normalize('NFC') !== wrong.normalize('NFC'))
        const stored = await hashPassword(right)
        expect(await verifyPassword(right, stored)).toBe(true)
        expect(await verifyPassword(wrong, stored)).toBe(false)
      }),
      runs,
    )
  })

  it('is not in its hash, and has a salt of its own', async () => {
    const [first, second] = [await hashPassword('correct horse'), await hashPassword('correct horse')]
    expect(first).toMatch(/^\$scrypt\$ln=15,r=8,p=3\$[\w+/]{22}\$[\w+/]{43}$/)
    expect(first).not.toContain('correct horse')
    expect(second).not.toBe(first)
  })

  it('S7644-5-01: is the same however its accents are composed, and with any kind of space', async () => {
    const stored = await hashPassword('re\u0301sume\u0301 \u00a0x')
    expect(await verifyPassword('r\u00e9sum\u00e9\u3000 x', stored)).toBe(true)
    expect(await verifyPassword('R\u00e9sum\u00e9  x', stored)).toBe(false)
  })

  it('is verified with the parameters it was hashed with', async () => {
    // RFC 7914 §12, the second vector, cut to 32 bytes.
    const hash = Buffer.from('fdbabe1c9d3472007856e7190d01e9fe7c6ad7cbc8237830e77376634b373162', 'hex')
    const stored = `$scrypt$ln=10,r=8,p=16$TmFDbA$${hash.toString('base64').replace('=', '')}`
    expect(await verifyPassword('password', stored)).toBe(true)
    expect(await verifyPassword('Password', stored)).toBe(false)
  })

  const hash = 'A'.repeat(43)
  it.each([
    '',
    'password',
    '$scrypt$ln=15,r=8,p=3$c2FsdA$',
    '$scrypt$ln=15,r=8,p=3$c2FsdA$A',
    `$scrypt$ln=99,r=8,p=3$c2FsdA$${hash}`,
    `$scrypt$ln=0,r=8,p=3$c2FsdA$${hash}`,
    `$scrypt$ln=15,r=0,p=3$c2FsdA$${hash}`,
    `$scrypt$ln=15,r=8,p=0$c2FsdA$${hash}`,
    '$argon2id$v=19$m=1,t=1,p=1$c2FsdA$aGFzaA',
  ])('is not verified against %j, which is no hash of ours', async (stored) => {
    expect(await verifyPassword('password', stored)).toBe(false)
  })
})
