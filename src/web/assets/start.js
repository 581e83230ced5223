// What a page does beyond what it does without a script. Nothing here is needed to get work done.
//
// GOV.UK's own scripts are left out: taken module by module they bring 100 kB, one bundle of theirs 13, for what HTML does by itself by now
// (`autofocus` on the list of what is wrong, `<details>`, links that are links). A component that needs its script imports its bundle here, and sets
// `govuk-frontend-supported` on the body.

import { printing } from './printing.js'
import { sendOnce } from './send-once.js'
import { watchSession } from './session.js'

sendOnce()
printing()
watchSession()
