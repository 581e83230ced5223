import type { Detail, Service } from '../src/casefile/fact-table.ts'
import { fact } from './kit.ts'

/*
 * What is told over and over of a child missing education: a fact of a day in a word.
 */

export const officer = { by: 'cme-officer' } as const
export const cfw = { by: 'cfw' } as const

export const offRoll = fact('2025-09-08', 'off-roll', { destinationKnown: true })
export const onRoll = (on: string) => fact(on, 'on-roll')
export const consent = (on: string, decision: Detail<'consent'>['decision'], of: Detail<'consent'>['for'] = 'eha') =>
  fact(on, 'consent', { for: of, decision }, cfw)
export const visit = (on: string) => fact(on, 'consent-visit', undefined, cfw)
export const request = (on: string) => fact(on, 'support-request', { to: 'cfw', route: 'direct', level: 'standard' }, officer)
export const engaging = (on: string, does = true) => fact(on, 'admissions-engagement', { engaging: does }, officer)
export const refuses = (on: string, services: boolean, admissions: boolean) => fact(on, 'parent-refuses', { services, admissions }, officer)
export const talk = (on: string, service: Service = 'csc') => fact(on, 'allocated-worker-discussion', { service }, officer)
export const opened = (on: string, service: Service) => fact(on, 'service-open', { service }, { by: service })
export const ended = (on: string, service: Service) => fact(on, 'service-closed', { service }, { by: service })
