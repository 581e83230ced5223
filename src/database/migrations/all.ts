import { theGround } from './0001-the-ground.ts'
import { access } from './0002-access.ts'
import { jobs } from './0003-jobs.ts'
import { signIn } from './0004-sign-in.ts'
import { directory } from './0005-directory.ts'
import { people } from './0006-people.ts'
import { matchKeys } from './0007-match-keys.ts'
import { notifications } from './0008-notifications.ts'
import { lists } from './0009-lists.ts'
import { casework } from './0010-casework.ts'
import { returnFiles } from './0011-return-files.ts'
import { outbox } from './0012-outbox.ts'
import { findByFamily } from './0013-find-by-family.ts'
import { lookingUp } from './0014-looking-up.ts'
import { siblings } from './0015-siblings.ts'
import { requests } from './0016-requests.ts'
import { homeEducation } from './0017-home-education.ts'
import type { Migration } from './migration.ts'

/**
 * Every migration in order. Their number is their place, from 1: a new one goes to the end, and none is taken out or changed once it has been released.
 * After adding one: node scripts/write-tables.ts.
 */
export const migrations: readonly Migration[] = [
  theGround,
  access,
  jobs,
  signIn,
  directory,
  people,
  matchKeys,
  notifications,
  lists,
  casework,
  returnFiles,
  outbox,
  findByFamily,
  lookingUp,
  siblings,
  requests,
  homeEducation,
]
