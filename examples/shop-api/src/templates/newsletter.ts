import Handlebars from 'handlebars'
import ejs from 'ejs'

const RECEIPT = Handlebars.compile('<h1>Receipt {{number}}</h1><p>Thank you, {{name}}.</p>')

export function renderReceipt(values: { readonly number: string; readonly name: string }): string {
  return RECEIPT(values)
}

export function renderNewsletter(template: string, values: Readonly<Record<string, unknown>>): string {
  return ejs.render(template, { ...values, shop: 'Shop' })
}
