import { theGround } from './0001-the-ground.ts'
import type { Migration } from './migration.ts'

/**
 * Every migration in order. Their number is their place, from 1: a new one goes to the end, and none is taken out or changed once it has been released.
 * After adding one: node scripts/write-tables.ts.
 */
export const migrations: readonly Migration[] = [theGround]
