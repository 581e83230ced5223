/*
 * What a head of service has to decide where the guidance asks nothing more: by the clause that closed last. In every one of these gaps the
 * county's review of the case (L1) stands in until it is decided.
 */

/** Where nothing of the case has ever been asked. */
export const nothingAskedYet =
  'A school that knows where a child went has told nobody, and nobody is asked whether the child arrived. Who confirms the new place, and by when?'

/** For a clause of which nothing more particular is said. */
export const anyClause = 'Who looks at the child again, and when?'

export const toDecide: Readonly<Record<string, string>> = {
  '1.2a': 'The council was told of a child who is registered already. Who takes the case on from there, and by when?',
  '1.2b':
    'The child is registered while parents engage with admissions, and nobody is asked to follow it up. Who checks that a place is offered and taken up, and how often?',
  '1.2c': 'The register has been checked. Who closes the case of a child who is on it, who goes on with one who is not, and by when?',
  '1.3b': 'A partner agency has been asked, or none is needed. Who checks whether the barrier is gone, and when?',
  '1.4a':
    'The nomination was declined, or the CME officer’s support ended. Does the question wait for the next panel, or does somebody look sooner: who, and when?',
  '1.4c': 'The child was taken off the panel’s list, or the panel left nothing to be done. Who looks again, and when?',
  '1.4d':
    'The allocated worker has heard what the panel shared, or there is a reason why not. Who asks whether education has become part of the plan, and when?',
  '1.4e': 'The plan to engage the family is agreed, or there is a reason why not. Who checks whether it works, and when?',
  '1.4f': 'The concerns are with CSC. Who hears what CSC decides, and who keeps the child’s education in view until then?',
  '1.5a':
    'The six weeks after the panel are settled: by progress, by a request, because another service works with the child, or because parents engage. Who checks whether the child comes to a school, and how often?',
  '1.5b':
    'The family has answered, or has an assessment. The guidance says what follows a refusal, and consent to the assessment, and nothing else. Who plans the support with the family, and who checks whether it helps?',
  '1.5c': 'CFW has visited, or the family has answered. What follows where consent is to support alone, or an assessment is there already?',
  '1.5d': 'The assessment is completed, or consent to it was taken back. Who reviews what came of it for the child’s education, and when?',
  '1.6a':
    'The hub has advised, or need not. Until 12 weeks have passed nothing is asked. Who goes on trying to engage the parents, and how often is that looked at?',
  '1.6b': 'It is decided whether to escalate without consent. Where not, who goes on, and when is the decision looked at again?',
  '1.6c':
    'A strategy discussion was considered, or the reason for one ended. Who goes on with the child, and what follows if consent is still withheld?',
  '1.6d':
    'The order is under way, or the reason for one ended. Who follows the child to a place at a school, or the order to its next step, and by when?',
  '1.6e': 'The order is started and CSC knows. The guidance names no later step of an order. Who takes it forward, and by when each step?',
  '1.6f': 'A strategy discussion was considered, or consent to the assessment was given. Who hears what CSC found, and when?',
  '1.6g':
    'Case clinic has discussed the child, or there is a reason why not. Where the child is not stepped up, who looks again, and when?',
  '2.1a': 'The school took a first step, or said why not. By when does it check whether attendance is better?',
  '2.1c': 'Advice was sought, or need not be. By when does the school check whether attendance is better?',
  '2.1d': 'There is an assessment, or a reason why not. Who checks whether its plan works, and when?',
  '2.1e':
    'Intensive support is requested, decided against, or no longer called for. Who checks whether attendance is better, and when does the question come back within the same term?',
  '2.2a': 'A strategy discussion was considered, or consent was given. Who goes on with the family, and by when?',
  '2.2b':
    'The strategy discussion is requested, or there is a reason why not. Who decides about legal advice in the light of it, and when?',
  '3.1a':
    'An assessment was made, considered or refused. Until 8 weeks have passed nothing is asked. Who checks whether behaviour is better, and when?',
  '3.1c': 'The Team around the Family met, or there is a reason why not. When does it meet again, and who calls it?',
  '3.1d': 'Intensive support was requested or decided against, or is not called for. Who looks again at behaviour and needs, and when?',
  '3.1e':
    'Intensive support is requested, or there is a reason why not, or the exclusion was withdrawn. The guidance asks nothing about the child’s next place. Who follows that up, and by when?',
  '3.1f': 'The assessment was made, or is not called for. Who looks at what came of it, and who follows up the child’s next place?',
  L2: 'Unmet needs are judged, or there is a reason why not, and the rest is done. Who looks at the child again, and when?',
  L3: 'The child has been referred to CSC. Who hears what CSC decides, and who keeps the child’s education in view until then?',
  L4: 'It is settled whether the CME officer supports. Who looks at the case until the 60th school day, and who if there is no support?',
}
