// A process that delivers events until it is killed: node worker-process.ts <database> <receiver> <secret>
import { createOutboxWorker, fromPool, webhookSink } from '@scimkit/postgres'
import pg from 'pg'

const [connectionString, url = '', secret = ''] = process.argv.slice(2)
const database = fromPool(new pg.Pool({ connectionString }))
createOutboxWorker(database, { sink: webhookSink({ url, secret }), pollInterval: 20, lease: 2000 }).start()
