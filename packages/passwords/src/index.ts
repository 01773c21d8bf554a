export { hashPassword, verifyPassword } from './scrypt.ts'
