/**
 * The words with which vendors take a model away. The one real withdrawal so far (2026-06-12) said only "is not
 * available. Please use …", so phrases about retirement alone would have missed it.
 */
export const GONE =
  /\b(?:is|are) (?:currently |temporarily )?(?:not available|unavailable)\b|\bno longer (?:available|supported)\b|\b(?:has|have) been (?:deprecated|retired|removed|withdrawn|suspended|disabled|decommissioned)\b|\bend of its life\b|TEMPORARILY_UNAVAILABLE/i

/** The same words with a model as their subject, for statuses that mean other things as well. */
export const MODEL_GONE = new RegExp(`\\bmodels?\\b[^\\n]{0,120}?(?:${GONE.source})`, 'i')

/** Words of a planned retirement, as against a withdrawal. */
export const RETIRED = /\b(?:deprecated|retired|decommissioned|end of its life)\b/i

/** Things with their own 404 that are not models. */
export const OTHER_RESOURCE =
  /\b(?:job|batch|file|thread|conversation|container|assistant|vector store|response with id|fine-?tuning)\b/i
