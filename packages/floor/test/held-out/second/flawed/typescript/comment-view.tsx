import { useEffect, useState } from 'react'
import { marked } from 'marked'

export function Comment({ id }: { id: string }) {
  const [body, setBody] = useState('')
  useEffect(() => {
    fetch(`/api/comments/${encodeURIComponent(id)}`)
      .then((response) => response.json())
      .then((comment: { body: string }) => setBody(comment.body))
  }, [id])
  return <article dangerouslySetInnerHTML={{ __html: marked.parse(body) as string }} />
}
