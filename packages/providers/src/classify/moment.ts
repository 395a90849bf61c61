/**
 * Words that speak of a moment. A model that is gone does not come back in 20 seconds: such an answer takes no model
 * away, whatever else it says.
 */
const MOMENT =
  /\b(?:try|retry|come back|wait)(?: your request| the request| again)?,? (?:again )?(?:later|shortly|soon|in a (?:moment|minute|few)|in \d|after \d|after a|a (?:few|moment))|\btry again later\b|\btemporar(?:y|ily)\b|\boverloaded\b|\bhigh (?:demand|load|traffic)\b|\b(?:at|no|over|insufficient|exceeded) capacity\b|\bcapacity (?:exceeded|limits?)\b|\bat (?:this|the) (?:time|moment)\b|\b(?:is|still|currently) loading\b|\bbeing (?:loaded|created|deployed|provisioned)\b|^loading\b|\b(?:warming|starting|scaling) up\b|\b(?:server|model|service|engine)s? (?:is |are )?(?:too )?busy\b|\bmomentarily\b|\bmaintenance\b|请稍后/i

/** These alone do not say that it passes, but nobody says so of what is gone for good. */
const PERHAPS_A_MOMENT = /\bcurrently\b|\btry again\b|\bretry\b|\bright now\b/i

/** `If you created it within the last 5 minutes, please wait`: advice for a case that is not told. */
const SUPPOSED = /\bif (?:you|this|that|the|it)\b[^.\n]{0,200}/gi

/** How much a text speaks of a moment. */
export function momentIn(text: string): 'surely' | 'perhaps' | 'no' {
  const told = text.replaceAll(SUPPOSED, '')
  if (MOMENT.test(told)) return 'surely'
  return PERHAPS_A_MOMENT.test(told) ? 'perhaps' : 'no'
}
