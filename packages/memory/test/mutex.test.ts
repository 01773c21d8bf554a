import { expect, test } from 'vitest'
import { Mutex } from '../src/mutex.ts'

test('turns are given in the order they were asked for', async () => {
  const mutex = new Mutex()
  const order: string[] = []
  const first = await mutex.acquire()
  const others = ['second', 'third', 'fourth'].map((name) => mutex.run(() => order.push(name)))
  order.push('first')
  first()
  await Promise.all(others)
  expect(order).toEqual(['first', 'second', 'third', 'fourth'])
})

test('nobody has a turn while somebody else has', async () => {
  const mutex = new Mutex()
  const release = await mutex.acquire()
  let entered = false
  const waiting = mutex.run(() => {
    entered = true
  })
  await new Promise((resolve) => setTimeout(resolve, 5))
  expect(entered).toBe(false)
  release()
  await waiting
  expect(entered).toBe(true)
})

test('work that throws gives its turn back', async () => {
  const mutex = new Mutex()
  const release = await mutex.acquire()
  const failing = Promise.resolve(
    mutex.run(() => {
      throw new Error('on purpose')
    }),
  )
  release()
  await expect(failing).rejects.toThrow('on purpose')
  expect(await mutex.run(() => 'next')).toBe('next')
})
