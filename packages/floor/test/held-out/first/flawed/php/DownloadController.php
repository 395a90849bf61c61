<?php

namespace App\Http\Controllers;

use Illuminate\Http\Request;

class DownloadController extends Controller
{
    public function show(Request $request)
    {
        $file = $request->query('file');

        return response()->download(storage_path('app/exports/' . $file));
    }
}
