import { Component, type OnInit } from '@angular/core'
import { ActivatedRoute } from '@angular/router'
import { DomSanitizer, type SafeHtml } from '@angular/platform-browser'

@Component({ selector: 'app-search-result', template: '<div [innerHTML]="searchValue"></div>' })
export class SearchResultComponent implements OnInit {
  searchValue?: SafeHtml

  constructor(
    private readonly sanitizer: DomSanitizer,
    private readonly route: ActivatedRoute,
  ) {}

  ngOnInit(): void {
    const queryParam = this.route.snapshot.queryParams.q
    if (queryParam) {
      this.searchValue = this.sanitizer.bypassSecurityTrustHtml(queryParam)
    }
  }
}
